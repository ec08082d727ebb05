package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerSpec.Limits;
import io.podspace.host.HealthCommand;
import io.podspace.host.NetworkAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one function that turns a {@link ContainerSpec} into what the engine is asked for. Whatever is not set here keeps
 * the engine's default: no privileges, no mounts, no devices, no host namespaces. A test compares the inspection of real
 * containers with that of a default one, field by field, so nothing can slip in unnoticed.
 */
final class AllowList {
    /**
     * The engine's default set without three: NET_RAW (forged packets and ARP spoofing inside the project's network; ping
     * works without it), MKNOD (device files) and AUDIT_WRITE (the host's audit log). See docs/decisions/0020.
     */
    static final Capability[] CAPABILITIES = {
        Capability.CHOWN,
        Capability.DAC_OVERRIDE,
        Capability.FOWNER,
        Capability.FSETID,
        Capability.KILL,
        Capability.NET_BIND_SERVICE,
        Capability.SETFCAP,
        Capability.SETGID,
        Capability.SETPCAP,
        Capability.SETUID,
        Capability.SYS_CHROOT
    };

    private static final Map<String, String> LOG_CAPS = Map.of("max-size", "10m", "max-file", "2");
    private static final int SHARES_OF_ONE_CORE = 1024;
    private static final int LEAST_SHARES = 2;
    private static final long NANOS_PER_MILLI_CPU = 1_000_000;

    private AllowList() {}

    static CreateContainerCmd request(DockerClient client, ContainerSpec spec) {
        CreateContainerCmd request = client.createContainerCmd(spec.image())
                .withName(spec.name())
                .withLabels(spec.labels())
                .withEnv(environment(spec.environment()))
                .withExposedPorts(spec.publish().stream()
                        .map(port -> ExposedPort.tcp(port.containerPort()))
                        .toList())
                .withHostConfig(hostConfig(spec));
        if (!spec.command().isEmpty()) {
            request.withEntrypoint(spec.command());
        }
        if (!spec.arguments().isEmpty()) {
            request.withCmd(spec.arguments());
        }
        spec.workingDirectory().ifPresent(request::withWorkingDir);
        spec.user().ifPresent(request::withUser);
        spec.health().ifPresent(health -> request.withHealthcheck(healthcheck(health)));
        if (!spec.networks().isEmpty()) {
            NetworkAttachment first = spec.networks().getFirst();
            request.withAliases(first.aliases());
            first.address().ifPresent(request::withIpv4Address);
        }
        return request;
    }

    private static HealthCheck healthcheck(HealthCommand health) {
        List<String> test = new ArrayList<>(List.of("CMD"));
        test.addAll(health.words());
        return new HealthCheck()
                .withTest(test)
                .withInterval(health.period().toNanos())
                .withTimeout(health.timeout().toNanos())
                .withStartPeriod(health.delay().toNanos())
                .withRetries(health.failures());
    }

    private static HostConfig hostConfig(ContainerSpec spec) {
        Limits limits = spec.limits();
        HostConfig config = HostConfig.newHostConfig()
                .withSecurityOpts(List.of("no-new-privileges"))
                .withCapDrop(Capability.ALL)
                .withCapAdd(CAPABILITIES)
                .withPidsLimit((long) limits.pids())
                .withMemory(limits.memoryBytes())
                .withMemorySwap(limits.memoryBytes())
                .withCpuShares(Math.max(LEAST_SHARES, limits.cpuRequestMillis() * SHARES_OF_ONE_CORE / 1000))
                .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, LOG_CAPS))
                .withNetworkMode(networkMode(spec));
        if (limits.cpuLimitMillis() > 0) {
            config.withNanoCPUs(limits.cpuLimitMillis() * NANOS_PER_MILLI_CPU);
        }
        if (!spec.forwarding()) {
            config.withSysctls(Map.of("net.ipv4.ip_forward", "0"));
        }
        if (spec.restart()) {
            config.withRestartPolicy(RestartPolicy.unlessStoppedRestart());
        }
        if (!spec.publish().isEmpty()) {
            config.withPortBindings(spec.publish().stream()
                    .map(port -> new PortBinding(
                            new Ports.Binding(port.bind(), port.hostPort() == 0 ? "" : "" + port.hostPort()),
                            ExposedPort.tcp(port.containerPort())))
                    .toList());
        }
        return config;
    }

    private static String networkMode(ContainerSpec spec) {
        if (spec.beside().isPresent()) {
            return "container:" + spec.beside().get();
        }
        return spec.networks().isEmpty() ? "none" : spec.networks().getFirst().network();
    }

    private static List<String> environment(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .sorted()
                .toList();
    }
}
