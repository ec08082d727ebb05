package io.podspace.simulation;

import io.podspace.host.ContainerFile;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerState;
import io.podspace.host.HostEvent;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One host's engine: containers, networks, images present. Not thread-safe: the driver's lock guards it. */
final class SimulatedEngine {
    final Map<String, SimulatedImage> images = new HashMap<>();
    private final Map<String, SimulatedContainer> containers = new LinkedHashMap<>();
    private final Map<String, SimulatedNetwork> networks = new LinkedHashMap<>();
    private final String cluster;
    private final Consumer<HostEvent> events;
    /** How often a container was started, by name; kept when it is removed. */
    final Map<String, Integer> starts = new HashMap<>();

    private int created;
    private int nextPort = 32768;
    Optional<Instant> unreachableSince = Optional.empty();
    /** By which it knows itself. */
    final String id;

    SimulatedEngine(String id, String cluster, Consumer<HostEvent> events) {
        this.id = id;
        this.cluster = cluster;
        this.events = events;
    }

    /** Lets every process whose script says so end, as of its own time. */
    void settle(Instant now) {
        containers.values().stream()
                .filter(SimulatedContainer::running)
                .forEach(container -> container.exit().ifPresent(exit -> {
                    Instant end = container.startedAt.orElseThrow().plus(exit.after());
                    if (!end.isAfter(now)) {
                        end(container, exit.code(), exit.outOfMemory(), end);
                        if (container.spec.restart()) {
                            start(container, end);
                        }
                    }
                }));
    }

    /** Whether somebody who knows another engine there believes it nothing. */
    boolean strangerTo(HostRef host) {
        return !host.engine().isEmpty() && !host.engine().equals(id);
    }

    List<ObservedContainer> ours() {
        return containers.values().stream()
                .filter(container -> ours(container.spec.labels()))
                .map(SimulatedContainer::observed)
                .toList();
    }

    List<String> ourNetworks() {
        return networks.values().stream()
                .filter(network -> ours(network.spec.labels()))
                .map(network -> network.spec.name())
                .toList();
    }

    /** By id or name; what is not ours is not there. */
    Optional<SimulatedContainer> find(String container) {
        return containers.values().stream()
                .filter(each -> each.id.equals(container) || each.spec.name().equals(container))
                .filter(each -> ours(each.spec.labels()))
                .findFirst();
    }

    SimulatedContainer require(String container) {
        return find(container)
                .orElseThrow(
                        () -> new PodSpaceException(ErrorCode.NOT_FOUND, "There is no container " + container + "."));
    }

    void ensureNetwork(NetworkSpec spec) {
        SimulatedNetwork present = networks.get(spec.name());
        if (present != null
                && present.spec.subnet().equals(spec.subnet())
                && present.spec.driver().equals(spec.driver())
                && present.spec.egress() == spec.egress()) {
            return;
        }
        if (present != null && present.used()) {
            ErrorCode code = present.spec.driver().equals(spec.driver()) ? ErrorCode.CONFLICT : ErrorCode.ENGINE;
            throw new PodSpaceException(code, "Network " + spec.name() + " is in use.");
        }
        networks.remove(spec.name());
        if (networks.values().stream().anyMatch(other -> other.overlaps(spec))) {
            throw new PodSpaceException(ErrorCode.ALREADY_EXISTS, "Subnet " + spec.subnet() + " overlaps.");
        }
        networks.put(spec.name(), new SimulatedNetwork(spec));
    }

    void removeNetwork(String name) {
        SimulatedNetwork network = networks.get(name);
        if (network == null || !ours(network.spec.labels())) {
            return;
        }
        if (network.used()) {
            throw new PodSpaceException(ErrorCode.CONFLICT, "Network " + name + " still has containers.");
        }
        networks.remove(name);
    }

    SimulatedContainer create(ContainerSpec spec) {
        Optional<SimulatedContainer> same = containers.values().stream()
                .filter(each -> each.spec.name().equals(spec.name()))
                .findFirst();
        if (same.isPresent()) {
            if (ours(same.get().spec.labels())) {
                return same.get();
            }
            throw new PodSpaceException(ErrorCode.ALREADY_EXISTS, "Container " + spec.name() + " is not ours.");
        }
        SimulatedImage image = SimulatedRegistry.in(images, spec.image())
                .orElseThrow(() -> new PodSpaceException(ErrorCode.IMAGE, "No such image: " + spec.image()));
        created++;
        SimulatedContainer container = new SimulatedContainer("%064x".formatted(created), spec, image);
        containers.put(container.id, container);
        event(container, "create");
        return container;
    }

    void intrude(String name) {
        created++;
        ContainerSpec spec = new ContainerSpec(
                name,
                Map.of(),
                "foreign",
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new ContainerSpec.Limits(0, 0, 0, 0),
                List.of(),
                true,
                false);
        SimulatedContainer container =
                new SimulatedContainer("%064x".formatted(created), spec, SimulatedImage.server("foreign"));
        containers.put(container.id, container);
    }

    void start(SimulatedContainer container, Instant now) {
        if (container.running()) {
            return;
        }
        container.networks.values().forEach(attachment -> attach(container, attachment));
        for (ContainerSpec.PublishedPort port : container.spec.publish()) {
            container.ports.put(port.containerPort(), port.hostPort() == 0 ? nextPort++ : port.hostPort());
        }
        container.state = ContainerState.RUNNING;
        container.exitCode = OptionalInt.empty();
        container.outOfMemory = false;
        container.startedAt = Optional.of(now);
        container.finishedAt = Optional.empty();
        container.log.addAll(container.image.log());
        starts.merge(container.spec.name(), 1, Integer::sum);
        event(container, "start");
    }

    void end(SimulatedContainer container, int code, boolean outOfMemory, Instant at) {
        container.addresses.forEach((network, address) -> free(network, address));
        container.addresses.clear();
        container.ports.clear();
        container.state = ContainerState.EXITED;
        container.exitCode = OptionalInt.of(code);
        container.outOfMemory = outOfMemory;
        container.finishedAt = Optional.of(at);
        if (outOfMemory) {
            event(container, "oom");
        }
        event(container, "die");
    }

    void remove(SimulatedContainer container, Instant now) {
        if (container.running()) {
            end(container, 137, false, now);
        }
        containers.remove(container.id);
        event(container, "destroy");
    }

    void connect(SimulatedContainer container, NetworkAttachment attachment) {
        if (!networks.containsKey(attachment.network())) {
            throw missing(attachment.network());
        }
        NetworkAttachment before = container.networks.get(attachment.network());
        if (before != null && before.address().equals(attachment.address())) {
            return;
        }
        disconnect(container, attachment.network());
        if (container.running()) {
            attach(container, attachment);
        }
        container.networks.put(attachment.network(), attachment);
    }

    void disconnect(SimulatedContainer container, String network) {
        container.networks.remove(network);
        String address = container.addresses.remove(network);
        if (address != null) {
            free(network, address);
        }
    }

    void upload(SimulatedContainer container, List<ContainerFile> files) {
        files.forEach(file -> container.files.put(file.path(), file.content()));
    }

    private void attach(SimulatedContainer container, NetworkAttachment attachment) {
        SimulatedNetwork network = networks.get(attachment.network());
        if (network == null) {
            throw missing(attachment.network());
        }
        container.addresses.computeIfAbsent(
                attachment.network(),
                name -> attachment.address().isPresent()
                        ? network.take(container.id, attachment.address().get())
                        : network.take(container.id));
    }

    private void free(String network, String address) {
        Optional.ofNullable(networks.get(network)).ifPresent(present -> present.free(address));
    }

    private boolean ours(Map<String, String> labels) {
        return cluster.equals(labels.get(Labels.CLUSTER));
    }

    private void event(SimulatedContainer container, String action) {
        if (ours(container.spec.labels())) {
            events.accept(new HostEvent(container.id, action));
        }
    }

    private static PodSpaceException missing(String network) {
        return new PodSpaceException(ErrorCode.NOT_FOUND, "There is no network " + network + ".");
    }
}
