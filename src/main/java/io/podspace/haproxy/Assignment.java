package io.podspace.haproxy;

import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Backend;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which pool serves which backend of the table. */
final class Assignment {
    private Assignment() {}

    /**
     * Keeps what is assigned and fits; gives blank pools to the others, in the order of the table. A backend without an
     * entry has no pool of its profile: the layout must grow.
     *
     * @return key of the table's backend to pool name
     */
    static Map<String, String> current(ProxyTable table, Running running) {
        Map<String, String> chosen = new LinkedHashMap<>();
        Map<String, List<Pool>> serving = running.pools().stream()
                .filter(pool -> running.assigned().containsKey(pool.name()))
                .collect(Collectors.groupingBy(pool -> running.assigned().get(pool.name())));
        for (Backend backend : table.backends()) {
            serving.getOrDefault(backend.key(), List.of()).stream()
                    .filter(pool -> pool.profile().equals(Profile.of(backend)))
                    .findFirst()
                    .ifPresent(pool -> chosen.put(backend.key(), pool.name()));
        }
        Set<String> taken = new HashSet<>(running.assigned().keySet());
        for (Backend backend : table.backends()) {
            if (!chosen.containsKey(backend.key())) {
                blank(backend, running.pools(), taken).ifPresent(pool -> {
                    taken.add(pool);
                    chosen.put(backend.key(), pool);
                });
            }
        }
        return chosen;
    }

    private static Optional<String> blank(Backend backend, List<Pool> pools, Set<String> taken) {
        // A balancer's pool has its backend's name and serves nothing else.
        return pools.stream()
                .filter(pool -> !taken.contains(pool.name())
                        && pool.profile().equals(Profile.of(backend))
                        && (pool.name().equals(backend.key())
                                || pool.name().startsWith(pool.profile().code() + "-")))
                .map(Pool::name)
                .findFirst();
    }
}
