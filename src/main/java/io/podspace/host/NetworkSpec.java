package io.podspace.host;

import java.util.Map;

/**
 * A private network on an engine.
 *
 * @param name unique on the engine
 * @param driver {@code bridge} or {@code overlay}
 * @param subnet CIDR block
 * @param podRange lower part of the subnet, which the engine hands out; balancers live above it
 * @param egress whether its containers reach the outside; without it, nothing can be published through it either
 * @param separated whether its containers are kept apart from each other; for {@code bridge} only
 * @param labels with the cluster label
 */
public record NetworkSpec(
        String name,
        String driver,
        String subnet,
        String podRange,
        boolean egress,
        boolean separated,
        Map<String, String> labels) {
    public NetworkSpec {
        labels = Map.copyOf(labels);
    }

    /** A network whose containers reach each other. */
    public NetworkSpec(
            String name, String driver, String subnet, String podRange, boolean egress, Map<String, String> labels) {
        this(name, driver, subnet, podRange, egress, false, labels);
    }
}
