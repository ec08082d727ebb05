package io.podspace.haproxy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A HAProxy process as it is now, read over its runtime API. Nothing of this is remembered elsewhere: whoever holds the
 * lease next reads the same.
 *
 * @param structure hash of the configuration text that it runs, without its slots' contents
 * @param reloads how many reloads its container has had
 * @param stopping it was replaced and only finishes its connections
 * @param pools its backend sections
 * @param assigned pool name to key of the table's backend that it serves
 * @param routes keys and values of the routes' map
 * @param slots all slots of assigned pools, by pool, in the order of their numbers
 * @param certificates file names in the list of certificates, without the platform's own
 * @param aside cookies that it does not honour to pods
 * @param checks what it checks of pods beyond connections
 */
record Running(
        String structure,
        int reloads,
        boolean stopping,
        List<Pool> pools,
        Map<String, String> assigned,
        Map<String, String> routes,
        Map<String, List<Slot>> slots,
        Set<String> certificates,
        Map<String, String> aside,
        RunningChecks checks) {
    Running {
        pools = List.copyOf(pools);
        assigned = Map.copyOf(assigned);
        routes = Map.copyOf(routes);
        slots = Map.copyOf(slots);
        certificates = Set.copyOf(certificates);
        aside = Map.copyOf(aside);
    }

    /** A proxy that was just made. */
    static final Running NONE =
            new Running("", 0, false, List.of(), Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), RunningChecks.NONE);

    Running with(List<Pool> others) {
        return new Running(structure, reloads, stopping, others, assigned, routes, slots, certificates, aside, checks);
    }

    Running with(Map<String, List<Slot>> others) {
        return new Running(structure, reloads, stopping, pools, assigned, routes, others, certificates, aside, checks);
    }

    /** Slots as they come, in the form of {@link #slots}. */
    static Map<String, List<Slot>> byPool(Collection<Slot> slots) {
        return slots.stream().sorted(Comparator.comparing(Slot::name)).collect(Collectors.groupingBy(slot -> slot.name()
                .pool()));
    }

    Stream<Slot> all() {
        return slots.values().stream().flatMap(List::stream);
    }

    List<Slot> filled(String pool) {
        return slots.getOrDefault(pool, List.of()).stream()
                .filter(slot -> !slot.blank())
                .toList();
    }
}
