package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What lists have shown lately, so that a watch that follows a list misses nothing though nobody watched when it was read.
 *
 * @param <K> what was listed
 */
final class Shown<K> {
    private static final int MOST = 500;

    /** No object has this uid, so whoever comes with it lists again. */
    private static final Map<String, Integer> UNKNOWN = Map.of("", 0);

    private final Map<At<K>, Map<String, Integer>> lists = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<At<K>, Map<String, Integer>> eldest) {
            return size() > MOST;
        }
    };

    private record At<K>(K what, long version) {}

    /** Of two lists that differ though their version is the same nobody can say which one a client has. */
    synchronized void remember(K what, long version, List<ObjectNode> all) {
        Map<String, Integer> prints =
                all.stream().collect(Collectors.toMap(Trees::uid, History::fingerprint, (one, other) -> other));
        lists.merge(new At<>(what, version), prints, (one, other) -> one.equals(other) ? one : UNKNOWN);
    }

    /** @return see {@link History#since} */
    synchronized Map<String, Integer> at(K what, long version) {
        return lists.get(new At<>(what, version));
    }
}
