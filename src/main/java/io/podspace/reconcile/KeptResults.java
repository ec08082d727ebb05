package io.podspace.reconcile;

import io.podspace.health.Result;
import io.podspace.health.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The question: which last results are to be written now, and which rows are of no use any more? Pure but for what it
 * remembers of the rows. An outcome that is new is written at once, the rest in turns, few at a time: so a thousand pods
 * whose checks pass cost next to nothing.
 */
final class KeptResults {
    static final int MOST_AT_ONCE = 1000;
    static final int MOST_IN_TURNS = 50;
    static final Duration TURN = Duration.ofSeconds(20);
    /** A proxy that is silent for a moment comes back. */
    static final Duration UNHEARD = Duration.ofMinutes(1);

    private final Map<Key, Kept> rows = new HashMap<>();

    /** @param pod row id of the attempt; @param by name of the proxy that runs the check */
    record Key(long pod, String by, Role role) {}

    /** @param written when it was; @param heard when the proxy last said anything of it */
    private record Kept(Result result, Instant written, Instant heard) {}

    /** @param gone keys whose rows shall go */
    record Due(Map<Key, Result> writes, Set<Key> gone) {}

    /** Takes the rows as another process, or this one earlier, left them. */
    void load(Map<Key, Result> found, Instant now) {
        rows.clear();
        found.forEach((key, result) -> rows.put(key, new Kept(result, now, now)));
    }

    /** @param heard what proxies said last */
    Due due(Map<Key, Result> heard, Instant now) {
        rows.replaceAll((key, kept) -> heard.containsKey(key) ? new Kept(kept.result(), kept.written(), now) : kept);
        Map<Key, Result> writes = new LinkedHashMap<>();
        heard.entrySet().stream()
                .filter(each -> isNews(each.getKey(), each.getValue()))
                .limit(MOST_AT_ONCE)
                .forEach(each -> writes.put(each.getKey(), each.getValue()));
        List<Key> turns = heard.keySet().stream()
                .filter(key -> rows.containsKey(key) && !writes.containsKey(key))
                .filter(key -> !now.isBefore(rows.get(key).written().plus(TURN)))
                .filter(key -> !rows.get(key).result().equals(heard.get(key)))
                .sorted(Comparator.comparing(key -> rows.get(key).written()))
                .limit(MOST_IN_TURNS)
                .toList();
        turns.forEach(key -> writes.put(key, heard.get(key)));
        Set<Key> gone = rows.entrySet().stream()
                .filter(each -> !now.isBefore(each.getValue().heard().plus(UNHEARD)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Due(writes, gone);
    }

    /** The rows are as they should be. */
    void done(Due due, Instant now) {
        due.gone().forEach(rows::remove);
        due.writes().forEach((key, result) -> rows.put(key, new Kept(result, now, now)));
    }

    /** Its words may differ each time, and say nothing new. */
    private boolean isNews(Key key, Result result) {
        Kept kept = rows.get(key);
        return kept == null
                || kept.result().verdict() != result.verdict()
                || kept.result().passed() != result.passed()
                || kept.result().status() != result.status();
    }
}
