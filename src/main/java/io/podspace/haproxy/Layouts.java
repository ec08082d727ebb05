package io.podspace.haproxy;

import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides which structure a proxy needs. A structure only grows while it serves: a router's pools and everybody's slots
 * are never taken away, so that no change of pods or routes ever needs a reload twice.
 */
final class Layouts {
    /** Blank pools of a new router, by profile. */
    private static final Map<Profile, Integer> BLANK = blank();

    private Layouts() {}

    static Layout wanted(Kind kind, ProxyTable table, Running running) {
        return switch (kind) {
            case BALANCER -> balancer(table, running);
            case ROUTER -> router(table, running);
        };
    }

    /** Why a running proxy needs another structure, for people. */
    static String reason(Layout wanted, Running running) {
        Map<String, Pool> before = byName(running.pools());
        List<String> reasons = new ArrayList<>();
        Map<String, Integer> added = new TreeMap<>();
        for (Pool pool : wanted.pools()) {
            Pool had = before.remove(pool.name());
            if (had == null) {
                added.merge(pool.profile().code(), 1, Integer::sum);
            } else if (had.slots() != pool.slots()) {
                reasons.add("%s needs %d slots, has %d".formatted(pool.name(), pool.slots(), had.slots()));
            } else if (!had.profile().equals(pool.profile())) {
                reasons.add("%s changes from %s to %s"
                        .formatted(
                                pool.name(),
                                had.profile().code(),
                                pool.profile().code()));
            }
        }
        added.forEach((profile, count) -> reasons.add("%d more backends of %s".formatted(count, profile)));
        before.keySet().forEach(name -> reasons.add(name + " goes"));
        return reasons.isEmpty()
                ? "ports, certificates, or PodSpace's own template, program or pages changed"
                : String.join(", ", reasons);
    }

    private static Layout balancer(ProxyTable table, Running running) {
        Map<String, Pool> before = byName(running.pools());
        List<Pool> pools = new ArrayList<>();
        for (Backend backend : table.backends()) {
            int had = before.containsKey(backend.key())
                    ? before.get(backend.key()).slots()
                    : 0;
            int needed = needed(backend, running, backend.key());
            pools.add(new Pool(backend.key(), Profile.of(backend), Math.max(had, Pool.slotsFor(needed))));
        }
        return new Layout(Kind.BALANCER, table.listeners(), pools);
    }

    private static Layout router(ProxyTable table, Running seen) {
        Running running = seen.pools().isEmpty() ? seen.with(freshPools()) : seen;
        Map<String, Pool> pools = byName(running.pools());
        Map<Profile, Integer> missing = new HashMap<>();
        Map<String, String> current = Assignment.current(table, running);
        for (Backend backend : table.backends()) {
            if (!current.containsKey(backend.key())) {
                missing.merge(Profile.of(backend), 1, Integer::sum);
            }
        }
        missing.forEach((profile, count) -> addBlank(pools, profile, count + blankOf(profile)));
        Map<String, String> complete = Assignment.current(table, running.with(List.copyOf(pools.values())));
        for (Backend backend : table.backends()) {
            String pool = complete.get(backend.key());
            int slots = Pool.slotsFor(needed(backend, running, pool));
            pools.computeIfPresent(pool, (name, had) -> had.slots() >= slots ? had : had.withSlots(slots));
        }
        return new Layout(Kind.ROUTER, List.of(), List.copyOf(pools.values()));
    }

    /** Endpoints of the table plus slots that still have sessions of pods that left it. */
    private static int needed(Backend backend, Running running, String pool) {
        Set<Long> pods = new HashSet<>();
        backend.endpoints().forEach(endpoint -> pods.add(endpoint.pod()));
        long leaving = running.filled(pool).stream()
                .filter(slot -> !pods.contains(slot.pod()))
                .count();
        return pods.size() + (int) leaving;
    }

    private static List<Pool> freshPools() {
        Map<String, Pool> pools = new LinkedHashMap<>();
        for (Protocol protocol : List.of(Protocol.HTTP)) {
            for (Algorithm algorithm : Algorithm.values()) {
                for (boolean sticky : new boolean[] {false, true}) {
                    Profile profile = new Profile(protocol, algorithm, sticky);
                    addBlank(pools, profile, blankOf(profile));
                }
            }
        }
        return List.copyOf(pools.values());
    }

    private static void addBlank(Map<String, Pool> pools, Profile profile, int count) {
        int number = 1;
        for (int added = 0; added < count; number++) {
            String name = profile.code() + "-" + number;
            if (pools.putIfAbsent(name, new Pool(name, profile, Pool.SLOTS)) == null) {
                added++;
            }
        }
    }

    private static int blankOf(Profile profile) {
        return BLANK.getOrDefault(profile, 4);
    }

    private static Map<Profile, Integer> blank() {
        return Map.of(
                new Profile(Protocol.HTTP, Algorithm.ROUND_ROBIN, false), 16,
                new Profile(Protocol.HTTP, Algorithm.ROUND_ROBIN, true), 8);
    }

    private static Map<String, Pool> byName(List<Pool> pools) {
        Map<String, Pool> map = new LinkedHashMap<>();
        pools.forEach(pool -> map.put(pool.name(), pool));
        return map;
    }
}
