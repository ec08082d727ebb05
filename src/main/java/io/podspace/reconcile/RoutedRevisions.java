package io.podspace.reconcile;

import io.podspace.deployment.PodTemplate;
import io.podspace.platform.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What routing needs of revisions. A revision never changes, so what was read once is kept, as long as some pod has it. */
@ApplicationScoped
class RoutedRevisions {
    private static final int MOST_KEPT = 5000;

    @PersistenceContext
    EntityManager rows;

    private final Map<Long, RoutedRevision> known = new ConcurrentHashMap<>();

    /** In the caller's transaction. @param revisions row ids */
    Map<Long, RoutedRevision> of(Set<Long> revisions) {
        Set<Long> missing = new HashSet<>(revisions);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            if (known.size() > MOST_KEPT) {
                known.keySet().retainAll(revisions);
            }
            read(missing);
        }
        return revisions.stream().filter(known::containsKey).collect(Collectors.toMap(id -> id, known::get));
    }

    private void read(Set<Long> missing) {
        String ids = missing.stream().map(String::valueOf).collect(Collectors.joining(","));
        List<?> found = rows.createNativeQuery(
                        "SELECT id, template FROM revision WHERE id IN (" + ids + ")", Object[].class)
                .getResultList();
        for (Object each : found) {
            Object[] row = (Object[]) each;
            known.put(((Number) row[0]).longValue(), RoutedRevision.of(Json.read((String) row[1], PodTemplate.class)));
        }
    }
}
