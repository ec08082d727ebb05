package io.podspace.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that PodSpace ever asks of an engine for one container: the allow-list itself. What has no field here
 * (privileges, host mounts, devices, host namespaces) cannot be asked for.
 *
 * @param name unique on the engine; carries cluster and row id
 * @param labels with the cluster label
 * @param image reference or digest
 * @param command empty: the image's own
 * @param arguments empty: the image's own, or none when a command is given
 * @param environment name to value
 * @param workingDirectory if other than the image's
 * @param user if other than the image's
 * @param networks the first is attached at creation; addresses and aliases per network
 * @param limits CPU, memory, process count
 * @param publish ports to publish; only routers and balancers' control ports have any
 * @param forwarding false switches IP forwarding off inside the container (routers and balancers)
 * @param restart whether the engine itself restarts it (routers and balancers; never pods)
 * @param health a command that the engine runs to check it; empty: the image's own, if it has one
 * @param beside name of a container of ours whose network it shares, instead of networks of its own (relays)
 */
public record ContainerSpec(
        String name,
        Map<String, String> labels,
        String image,
        List<String> command,
        List<String> arguments,
        Map<String, String> environment,
        Optional<String> workingDirectory,
        Optional<String> user,
        List<NetworkAttachment> networks,
        Limits limits,
        List<PublishedPort> publish,
        boolean forwarding,
        boolean restart,
        Optional<HealthCommand> health,
        Optional<String> beside) {
    /** Without a health command, with networks of its own. */
    public ContainerSpec(
            String name,
            Map<String, String> labels,
            String image,
            List<String> command,
            List<String> arguments,
            Map<String, String> environment,
            Optional<String> workingDirectory,
            Optional<String> user,
            List<NetworkAttachment> networks,
            Limits limits,
            List<PublishedPort> publish,
            boolean forwarding,
            boolean restart) {
        this(
                name,
                labels,
                image,
                command,
                arguments,
                environment,
                workingDirectory,
                user,
                networks,
                limits,
                publish,
                forwarding,
                restart,
                Optional.empty(),
                Optional.empty());
    }

    public ContainerSpec {
        labels = Map.copyOf(labels);
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        networks = List.copyOf(networks);
        publish = List.copyOf(publish);
    }

    /**
     * @param cpuRequestMillis share of a core that is reserved, in thousandths
     * @param cpuLimitMillis upper limit in thousandths of a core; 0 means none
     * @param memoryBytes hard limit, also of memory and swap together
     * @param pids greatest number of processes and threads
     */
    public record Limits(int cpuRequestMillis, int cpuLimitMillis, long memoryBytes, int pids) {}

    /**
     * A port of the container that the host takes connections for.
     *
     * @param containerPort 1-65535
     * @param bind address of the host
     * @param hostPort 1-65535; 0: the engine chooses a free one
     */
    public record PublishedPort(int containerPort, String bind, int hostPort) {}
}
