package io.podspace.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What pods answered in the last quarter of an hour, by deployment and revision, summed over all proxies. In memory of the
 * node that looks at the proxies: after a start it begins anew, and whoever judges by it asks for a least number. Proxies
 * count for a slot, so the first look at a pod in a slot counts nothing. Safe for use by several threads.
 */
@ApplicationScoped
public class Traffic {
    public static final Duration PIECE = Duration.ofSeconds(10);
    static final Duration KEPT = Duration.ofMinutes(15);

    private final Map<String, Map<Place, Responses>> counts = new HashMap<>();
    private final Map<Long, Map<Integer, TreeMap<Instant, Responses>>> courses = new HashMap<>();

    private Instant swept = Instant.EPOCH;

    private record Place(String backend, long pod) {}

    /** A proxy was looked at. @param pods that it was told of, by row id */
    public synchronized void seen(String proxy, ProxyState.Seen state, Map<Long, RoutedPod> pods) {
        Map<Place, Responses> before = counts.getOrDefault(proxy, Map.of());
        Map<Place, Responses> now = new HashMap<>();
        for (ProxyState.Count count : state.counts()) {
            Place place = new Place(count.backend(), count.pod());
            now.put(place, count.responses());
            RoutedPod pod = pods.get(count.pod());
            if (pod != null && before.containsKey(place)) {
                add(pod, count.responses().since(before.get(place)), state.at());
            }
        }
        counts.put(proxy, now);
        sweep(state.at());
    }

    /** Nobody looks at it any more. */
    public synchronized void forget(String proxy) {
        counts.remove(proxy);
    }

    /** By number of the revision. @param deployment row id */
    public synchronized Map<Integer, Course> of(long deployment) {
        Map<Integer, Course> found = new HashMap<>();
        courses.getOrDefault(deployment, Map.of()).forEach((revision, pieces) -> found.put(revision, course(pieces)));
        return found;
    }

    private void add(RoutedPod pod, Responses more, Instant at) {
        if (more.all() == 0) {
            return;
        }
        Instant from = Instant.ofEpochSecond(at.getEpochSecond() / PIECE.toSeconds() * PIECE.toSeconds());
        Map<Integer, TreeMap<Instant, Responses>> revisions =
                courses.computeIfAbsent(pod.deployment(), deployment -> new HashMap<>());
        revisions.computeIfAbsent(pod.revision(), revision -> new TreeMap<>()).merge(from, more, Responses::plus);
    }

    /** Once a piece: also of deployments that answer nothing any more, or are gone. */
    private void sweep(Instant now) {
        if (now.isBefore(swept.plus(PIECE))) {
            return;
        }
        swept = now;
        courses.values().forEach(revisions -> {
            revisions.values().forEach(pieces -> pieces.headMap(now.minus(KEPT)).clear());
            revisions.values().removeIf(Map::isEmpty);
        });
        courses.values().removeIf(Map::isEmpty);
    }

    private static Course course(TreeMap<Instant, Responses> pieces) {
        List<Course.Piece> list = pieces.entrySet().stream()
                .map(entry -> new Course.Piece(entry.getKey(), entry.getValue()))
                .toList();
        return new Course(list);
    }
}
