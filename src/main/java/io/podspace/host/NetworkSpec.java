package io.podspace.host;

import java.util.Map;

/**
 * A project's private network.
 *
 * @param name unique on the engine
 * @param driver {@code bridge} or {@code overlay}
 * @param subnet CIDR block
 * @param podRange lower part of the subnet, which the engine hands out; balancers live above it
 * @param egress whether its containers reach the outside
 * @param labels with the cluster label
 */
public record NetworkSpec(
        String name, String driver, String subnet, String podRange, boolean egress, Map<String, String> labels) {
    public NetworkSpec {
        labels = Map.copyOf(labels);
    }
}
