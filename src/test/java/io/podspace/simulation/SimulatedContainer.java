package io.podspace.simulation;

import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerState;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.ObservedContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A container of a simulated engine. Guarded by the engine's lock. */
final class SimulatedContainer {
    final String id;
    final ContainerSpec spec;
    final SimulatedImage image;
    final Map<String, NetworkAttachment> networks = new LinkedHashMap<>();
    final Map<String, String> addresses = new LinkedHashMap<>();
    final Map<Integer, Integer> ports = new LinkedHashMap<>();
    final Map<String, byte[]> files = new LinkedHashMap<>();
    final List<String> log = new ArrayList<>();
    final List<String> signals = new ArrayList<>();
    ContainerState state = ContainerState.CREATED;
    OptionalInt exitCode = OptionalInt.empty();
    boolean outOfMemory;
    Optional<Instant> startedAt = Optional.empty();
    Optional<Instant> finishedAt = Optional.empty();

    SimulatedContainer(String id, ContainerSpec spec, SimulatedImage image) {
        this.id = id;
        this.spec = spec;
        this.image = image;
        spec.networks().forEach(attachment -> networks.put(attachment.network(), attachment));
    }

    /** As its image is scripted, or as its command says: {@link SimulatedImage#ending}. */
    Optional<SimulatedImage.Exit> exit() {
        if (spec.command().size() == 3 && spec.command().getFirst().equals(SimulatedImage.END)) {
            return Optional.of(new SimulatedImage.Exit(
                    Duration.ofSeconds(Long.parseLong(spec.command().get(1))),
                    Integer.parseInt(spec.command().get(2)),
                    false));
        }
        return image.exit();
    }

    boolean running() {
        return state == ContainerState.RUNNING;
    }

    ObservedContainer observed() {
        return new ObservedContainer(
                id, spec.name(), spec.labels(), state, addresses, ports, exitCode, outOfMemory, startedAt, finishedAt);
    }
}
