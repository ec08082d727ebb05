package io.podspace.placement;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answer to: where does this pod go? */
public sealed interface Placement {
    /** There. */
    record On(long host) implements Placement {}

    /** Nowhere. @param why for people, e.g. "2 hosts: 1 has no memory left, 1 is cordoned" */
    record Nowhere(String why) implements Placement {}

    /** Spreads a deployment over hosts first, then evens out what is reserved. Pure; the order of hosts does not matter. */
    static Placement of(Request request, List<Candidate> hosts) {
        Optional<Candidate> best = hosts.stream()
                .filter(host -> Filter.against(host, request).isEmpty())
                .min(Comparator.comparingInt(Candidate::siblings)
                        .thenComparingDouble(Placement::fullness)
                        .thenComparingLong(Candidate::host));
        return best.<Placement>map(host -> new On(host.host())).orElseGet(() -> new Nowhere(explain(request, hosts)));
    }

    private static double fullness(Candidate host) {
        double memory = host.usage().memoryBytes()
                / (double) Math.max(1, host.capacity().memoryBytes());
        double cpu =
                host.usage().cpuMillis() / (double) Math.max(1, host.capacity().cpuMillis());
        return Math.max(memory, cpu);
    }

    private static String explain(Request request, List<Candidate> hosts) {
        if (hosts.isEmpty()) {
            return "no host is registered";
        }
        Map<Filter, Long> counts = new EnumMap<>(Filter.class);
        hosts.forEach(host -> Filter.against(host, request).ifPresent(filter -> counts.merge(filter, 1L, Long::sum)));
        String reasons = counts.entrySet().stream()
                .map(entry -> entry.getKey().explain(entry.getValue()))
                .collect(Collectors.joining(", "));
        return "%d %s: %s".formatted(hosts.size(), hosts.size() == 1 ? "host" : "hosts", reasons);
    }
}
