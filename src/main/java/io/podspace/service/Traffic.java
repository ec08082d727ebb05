package io.podspace.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What pods answered in the last quarter of an hour, by deployment and revision, summed over all proxies; of a revision that
 * others are compared with, in its own last one. In memory of the
 * node that looks at the proxies; what must outlive it is taken out as a {@link Tally}. Proxies count for a slot, so the
 * first look at a pod in a slot counts nothing. Safe for use by several threads.
 */
@ApplicationScoped
public class Traffic {
    public static final Duration PIECE = Duration.ofSeconds(10);
    static final Duration KEPT = Duration.ofMinutes(15);

    private final Map<String, Map<Place, Counted>> counts = new HashMap<>();
    private final Map<String, Instant> looks = new HashMap<>();
    private final Map<Long, Map<Integer, TreeMap<Instant, Responses>>> courses = new HashMap<>();
    private final Map<Long, Instant> held = new HashMap<>();

    private Instant swept = Instant.EPOCH;

    private record Place(String backend, long pod) {}

    private record Counted(long deployment, int revision, Responses responses) {}

    /** A proxy was looked at. @param pods that it was told of, by row id */
    public synchronized void seen(String proxy, ProxyState.Seen state, Map<Long, RoutedPod> pods) {
        Map<Place, Counted> before = counts.getOrDefault(proxy, Map.of());
        Map<Place, Counted> now = new HashMap<>();
        for (ProxyState.Count count : state.counts()) {
            Place place = new Place(count.backend(), count.pod());
            RoutedPod pod = pods.get(count.pod());
            if (pod != null) {
                now.put(place, new Counted(pod.deployment(), pod.revision(), count.responses()));
                if (before.containsKey(place)) {
                    add(
                            now.get(place),
                            count.responses().since(before.get(place).responses()),
                            state.at());
                }
            } else if (before.containsKey(place)) {
                now.put(place, before.get(place));
            }
        }
        counts.put(proxy, now);
        looks.put(proxy, state.at());
        sweep(state.at());
    }

    /** Nobody looks at it any more. */
    public synchronized void forget(String proxy) {
        counts.remove(proxy);
        looks.remove(proxy);
    }

    /**
     * Revisions of it are compared: one that answers nothing any more is remembered as it was last. To be said again within
     * a quarter of an hour.
     *
     * @param deployment row id
     */
    public synchronized void hold(long deployment, Instant now) {
        held.put(deployment, now);
    }

    /** When all of these proxies had been looked at by this process; empty while one was not. */
    public synchronized Optional<Instant> looked(Set<String> proxies) {
        return looks.keySet().containsAll(proxies)
                ? proxies.stream().map(looks::get).min(Instant::compareTo)
                : Optional.empty();
    }

    /** By number of the revision. @param deployment row id */
    public synchronized Map<Integer, Course> of(long deployment) {
        Map<Integer, Course> found = new HashMap<>();
        courses.getOrDefault(deployment, Map.of()).forEach((revision, pieces) -> found.put(revision, course(pieces)));
        return found;
    }

    /** @param deployment row id */
    public synchronized Tally tally(long deployment) {
        List<Tally.Mark> marks = new ArrayList<>();
        counts.forEach((proxy, places) -> places.forEach((place, counted) -> {
            if (counted.deployment() == deployment) {
                marks.add(new Tally.Mark(proxy, place.backend(), place.pod(), counted.revision(), counted.responses()));
            }
        }));
        return new Tally(of(deployment), marks);
    }

    /**
     * Counts on from what another process, or this one earlier, had counted: instead of what is known here, and with what
     * the proxies have counted since.
     *
     * @param deployment row id
     */
    public synchronized void resume(long deployment, Tally kept, Instant now) {
        courses.remove(deployment);
        kept.courses().forEach((revision, course) -> course.pieces()
                .forEach(piece ->
                        add(new Counted(deployment, revision, piece.responses()), piece.responses(), piece.from())));
        for (Tally.Mark mark : kept.marks()) {
            Counted marked = new Counted(deployment, mark.revision(), mark.counted());
            Counted seen = counts.computeIfAbsent(mark.proxy(), proxy -> new HashMap<>())
                    .putIfAbsent(new Place(mark.backend(), mark.pod()), marked);
            if (seen != null) {
                add(marked, seen.responses().since(mark.counted()), now);
            }
        }
    }

    private void add(Counted of, Responses more, Instant at) {
        if (more.all() == 0) {
            return;
        }
        Instant from = Instant.ofEpochSecond(at.getEpochSecond() / PIECE.toSeconds() * PIECE.toSeconds());
        Map<Integer, TreeMap<Instant, Responses>> revisions =
                courses.computeIfAbsent(of.deployment(), deployment -> new HashMap<>());
        revisions.computeIfAbsent(of.revision(), revision -> new TreeMap<>()).merge(from, more, Responses::plus);
    }

    /** Once a piece: also of deployments that answer nothing any more, or are gone. */
    private void sweep(Instant now) {
        if (now.isBefore(swept.plus(PIECE))) {
            return;
        }
        swept = now;
        Instant old = now.minus(KEPT);
        held.values().removeIf(old::isAfter);
        courses.forEach((deployment, revisions) -> {
            revisions.values().forEach(pieces -> pieces.headMap(
                            held.containsKey(deployment) ? pieces.lastKey().minus(KEPT) : old)
                    .clear());
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
