package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.podspace.host.ContainerState;
import io.podspace.host.HostEvent;
import io.podspace.host.Labels;
import io.podspace.host.ObservedContainer;
import io.podspace.host.ObservedHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Lists our containers of one host. A list alone has no exit codes and times, so each container is inspected too, but
 * only when the list shows it changed, an event named it, or a minute has passed: planning costs one call a host.
 */
final class Observer {
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** What the list tells; while it is the same, the inspection is still true. */
    private record Sign(String state, String created, Map<String, String> addresses, Set<Integer> ports) {}

    private record Known(Sign sign, ObservedContainer container, Instant at) {}

    private final String cluster;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    /** By id, what was inspected by itself since the last event that could have changed it. */
    private final Map<String, ObservedContainer> inspected = new ConcurrentHashMap<>();
    /** Name to id of what carries our label, as last listed or made. */
    private volatile Map<String, String> ours = Map.of();

    Observer(String cluster) {
        this.cluster = cluster;
    }

    List<ObservedContainer> observe(DockerClient client, Instant now) {
        List<Container> list = client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.CLUSTER, cluster))
                .exec();
        ours = list.stream().collect(Collectors.toMap(Mapping::name, Container::getId, (one, other) -> one));
        Set<String> there = list.stream().map(Container::getId).collect(Collectors.toSet());
        known.keySet().retainAll(there);
        inspected.keySet().retainAll(there);
        return list.stream()
                .map(each -> look(client, each, now))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The id of one of our containers, by name or id, if it is known without asking. It may be gone since. */
    Optional<String> id(String container) {
        Map<String, String> now = ours;
        return Optional.ofNullable(now.get(container))
                .or(() -> now.containsValue(container) ? Optional.of(container) : Optional.empty());
    }

    /** Of all that carries our label, as last listed or made. */
    Set<String> ids() {
        return Set.copyOf(ours.values());
    }

    /** A container of ours was made. */
    synchronized void made(String name, String id) {
        Map<String, String> more = new HashMap<>(ours);
        more.put(name, id);
        ours = Map.copyOf(more);
    }

    /** One of ours was inspected by itself: if the next listing shows it so, it need not be inspected again. */
    void inspected(ObservedContainer container) {
        if (container.state() == ContainerState.RUNNING) {
            inspected.put(container.id(), container);
        }
    }

    /** The next look inspects this container. */
    void forget(String id) {
        known.remove(id);
        inspected.remove(id);
    }

    /** The event of a start may come after the inspection that followed the start, and tells nothing more. */
    void happened(HostEvent event) {
        if (event.isResync()) {
            inspected.clear();
        } else if (!event.isStart()) {
            inspected.remove(event.container());
        }
        known.remove(event.container());
    }

    private Optional<ObservedContainer> look(DockerClient client, Container listed, Instant now) {
        Sign sign = sign(listed);
        if (Mapping.state(listed.getState()) == ContainerState.CREATED) {
            return Optional.of(Mapping.created(listed)); // an inspection would tell nothing more
        }
        Known before = known.get(listed.getId());
        if (before != null
                && before.sign().equals(sign)
                && before.at().plus(FRESH).isAfter(now)) {
            return Optional.of(before.container());
        }
        ObservedContainer alone = inspected.remove(listed.getId());
        if (alone != null && settled(alone, sign) && alone.addresses().equals(sign.addresses())) {
            known.put(listed.getId(), new Known(sign, alone, now));
            return Optional.of(alone);
        }
        try {
            ObservedContainer container =
                    Mapping.container(client.inspectContainerCmd(listed.getId()).exec());
            if (settled(container, sign)) {
                known.put(listed.getId(), new Known(sign, container, now));
            }
            return Optional.of(container);
        } catch (NotFoundException e) {
            return Optional.empty(); // removed since it was listed
        }
    }

    /** A state that moves on by itself, or one that changed between list and inspection, is looked at again. */
    private static boolean settled(ObservedContainer container, Sign sign) {
        return switch (container.state()) {
            case CREATED, RUNNING, PAUSED, EXITED, DEAD ->
                Mapping.state(sign.state()) == container.state()
                        && container.health().filter(Observer::undecided).isEmpty();
            case RESTARTING, REMOVING -> false;
        };
    }

    /** What its command said last is news at each look, until its health is known. */
    private static boolean undecided(ObservedHealth health) {
        return health.status() == ObservedHealth.Status.STARTING;
    }

    private static Sign sign(Container listed) {
        Map<String, String> addresses = new HashMap<>();
        if (listed.getNetworkSettings() != null) {
            for (Map.Entry<String, ContainerNetwork> each :
                    listed.getNetworkSettings().getNetworks().entrySet()) {
                Mapping.address(each.getValue()).ifPresent(address -> addresses.put(each.getKey(), address));
            }
        }
        Set<Integer> ports = new HashSet<>();
        Arrays.stream(listed.getPorts()).map(port -> port.getPublicPort()).forEach(ports::add);
        // Of an ended container the status text holds the exit code, and changes with its age: both start a new look.
        boolean ended = Mapping.state(listed.getState()) == ContainerState.EXITED;
        boolean sick = listed.getStatus() != null && listed.getStatus().contains("(unhealthy)");
        return new Sign(listed.getState(), ended ? listed.getStatus() : sick ? "unhealthy" : "", addresses, ports);
    }
}
