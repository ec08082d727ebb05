package io.podspace.host;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A container of ours as the engine reports it.
 *
 * @param id the engine's id
 * @param name without leading slash
 * @param labels all of them
 * @param state the engine's state
 * @param addresses network name to address; empty when not running
 * @param publishedPorts container port to host port
 * @param exitCode when exited
 * @param outOfMemory the kernel ended it for lack of memory
 * @param startedAt last start, if it ever started
 * @param finishedAt last end, if it ended
 * @param health of its health command, while it runs and has one
 */
public record ObservedContainer(
        String id,
        String name,
        Map<String, String> labels,
        ContainerState state,
        Map<String, String> addresses,
        Map<Integer, Integer> publishedPorts,
        OptionalInt exitCode,
        boolean outOfMemory,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<ObservedHealth> health) {
    /** Without a health command. */
    public ObservedContainer(
            String id,
            String name,
            Map<String, String> labels,
            ContainerState state,
            Map<String, String> addresses,
            Map<Integer, Integer> publishedPorts,
            OptionalInt exitCode,
            boolean outOfMemory,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt) {
        this(
                id,
                name,
                labels,
                state,
                addresses,
                publishedPorts,
                exitCode,
                outOfMemory,
                startedAt,
                finishedAt,
                Optional.empty());
    }

    public ObservedContainer {
        labels = Map.copyOf(labels);
        addresses = Map.copyOf(addresses);
        publishedPorts = Map.copyOf(publishedPorts);
    }
}
