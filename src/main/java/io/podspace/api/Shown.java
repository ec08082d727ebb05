package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What lists have shown lately, so that a watch that follows a list misses nothing though nobody watched when it was read.
 *
 * @param <K> what was listed
 */
final class Shown<K> {
    private static final int MOST = 500;

    /** Of all lists together; each is some 130 bytes. The newest list may have more. */
    private static final int MOST_OBJECTS = 100_000;

    /** In place of a fingerprint: nobody was shown the object itself. */
    static final int UNREAD = Integer.MIN_VALUE;

    /** In place of a fingerprint: it was shown in different ways, so whoever watches is told how it is. */
    private static final int DISPUTED = Integer.MAX_VALUE;

    /** No object has this uid, so whoever comes with it lists again. */
    private static final Map<String, Integer> UNKNOWN = Map.of("", 0);

    private final SequencedMap<At<K>, Map<String, Integer>> lists = new LinkedHashMap<>();

    private record At<K>(K what, long version) {}

    /**
     * Of two lists that hold different objects though their version is the same nobody can say which one a client has.
     *
     * @param uids of all objects that there were
     * @param read those that were shown
     */
    void remember(K what, long version, Collection<String> uids, List<ObjectNode> read) {
        Map<String, Integer> prints = new HashMap<>();
        uids.forEach(uid -> prints.put(uid, UNREAD));
        read.forEach(object -> prints.put(Trees.uid(object), History.fingerprint(object)));
        synchronized (this) {
            lists.merge(
                    new At<>(what, version),
                    prints,
                    (one, other) -> one.keySet().equals(other.keySet()) ? both(one, other) : UNKNOWN);
            forget();
        }
    }

    private void forget() {
        int objects = lists.values().stream().mapToInt(Map::size).sum();
        while (lists.size() > MOST || objects > MOST_OBJECTS && lists.size() > 1) {
            objects -= lists.pollFirstEntry().getValue().size();
        }
    }

    /** A further page of a list that began with that version. */
    void add(K what, long version, List<ObjectNode> read) {
        Map<String, Integer> prints = new HashMap<>();
        read.forEach(object -> prints.put(Trees.uid(object), History.fingerprint(object)));
        synchronized (this) {
            lists.computeIfPresent(new At<>(what, version), (at, shown) -> {
                prints.keySet().retainAll(shown.keySet());
                return both(shown, prints);
            });
        }
    }

    private static Map<String, Integer> both(Map<String, Integer> one, Map<String, Integer> other) {
        Map<String, Integer> both = new HashMap<>(one);
        other.forEach((uid, print) -> both.merge(uid, print, Shown::both));
        return both;
    }

    private static int both(int one, int other) {
        if (one == UNREAD || other == UNREAD) {
            return one == UNREAD ? other : one;
        }
        return one == other ? one : DISPUTED;
    }

    /** @return see {@link History#since} */
    synchronized Map<String, Integer> at(K what, long version) {
        return lists.get(new At<>(what, version));
    }
}
