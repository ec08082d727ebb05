package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The objects of one kind and place as they were last seen, and the changes that led there. Comparing whole states finds
 * every change, whoever made it, also one that only follows from other rows, or leaves no row behind. Such changes have no
 * number of their own. So whatever one reading finds is ordered by a number that is taken after it: a list with that
 * version, or a newer one, was read later and shows it. Pure; not thread-safe.
 */
final class History {
    private final int most;
    private final Deque<Change> changes = new ArrayDeque<>();
    private Map<String, ObjectNode> current = new LinkedHashMap<>();
    private boolean begun;
    private long start;
    private long seen;

    /** @param most changes that are kept */
    History(int most) {
        this.most = most;
    }

    boolean begun() {
        return begun;
    }

    /** Begins with a state. @param order a number taken after it was read */
    void begin(Collection<ObjectNode> objects, long order) {
        current = byUid(objects);
        start = order;
        seen = order;
        begun = true;
    }

    /** What leads to that state, without order. What goes comes first: what comes may have its name. */
    List<Change> compare(Collection<ObjectNode> objects) {
        Map<String, ObjectNode> next = byUid(objects);
        List<Change> found = new ArrayList<>();
        current.forEach((uid, object) -> {
            if (!next.containsKey(uid)) {
                found.add(new Change(Change.Type.DELETED, object, object, 0));
            }
        });
        next.values().stream().sorted(Comparator.comparingLong(Trees::version)).forEach(object -> compare(
                        current.get(Trees.uid(object)), object)
                .ifPresent(found::add));
        return found;
    }

    private static Optional<Change> compare(ObjectNode before, ObjectNode object) {
        if (before != null && same(before, object)) {
            return Optional.empty();
        }
        return Optional.of(new Change(before == null ? Change.Type.ADDED : Change.Type.MODIFIED, object, before, 0));
    }

    /**
     * Goes to a state.
     *
     * @param found by {@link #compare} with it
     * @param version read before the objects were
     * @param order a number taken after that
     * @return the changes, numbered
     */
    List<Change> go(Collection<ObjectNode> objects, List<Change> found, long version, long order) {
        List<Change> numbered =
                found.stream().map(change -> change.numbered(version, order)).toList();
        current = byUid(objects);
        seen = order;
        for (Change change : numbered) {
            changes.addLast(change);
            if (changes.size() > most) {
                start = changes.removeFirst().order();
            }
        }
        return numbered;
    }

    /** Nothing had changed. @param version read before that was found out */
    void stay(long version) {
        seen = Math.max(seen, version);
    }

    /**
     * What somebody missed who has seen everything up to that version.
     *
     * @param shown what a list of that version showed: fingerprints of objects by uid; null when nobody remembers
     * @param selector of what will be told on
     * @return empty when that is too long ago to be told
     */
    Optional<Missed> since(long version, Map<String, Integer> shown, Predicate<JsonNode> selector) {
        if (version >= start) {
            List<Change> missed =
                    changes.stream().filter(change -> change.order() > version).toList();
            return Optional.of(new Missed(missed, heldBefore(missed, selector)));
        }
        // One that went meanwhile is not known any more: the list has to be read again.
        return shown == null || !current.keySet().containsAll(shown.keySet())
                ? Optional.empty()
                : Optional.of(since(shown, selector));
    }

    private Missed since(Map<String, Integer> shown, Predicate<JsonNode> selector) {
        List<Change> missed = new ArrayList<>();
        Set<String> held = new HashSet<>();
        current.forEach((uid, object) -> {
            Integer print = shown.get(uid);
            if (print == null || print == Shown.UNREAD) {
                missed.add(Change.added(object));
            } else if (print != fingerprint(object)) {
                missed.add(new Change(Change.Type.MODIFIED, object, null, Trees.version(object)));
                held.add(uid); // whether it was selected then is not known: told too much is harmless
            } else if (selector.test(object)) {
                held.add(uid);
            }
        });
        return new Missed(missed, held);
    }

    /** What is selected of the state that these changes, the newest of all, began with. */
    private Set<String> heldBefore(List<Change> missed, Predicate<JsonNode> selector) {
        Map<String, ObjectNode> then = new HashMap<>(current);
        for (Change change : missed.reversed()) {
            if (change.before() == null) {
                then.remove(change.uid());
            } else {
                then.put(change.uid(), change.before());
            }
        }
        Set<String> held = new HashSet<>();
        then.forEach((uid, object) -> {
            if (selector.test(object)) {
                held.add(uid);
            }
        });
        return held;
    }

    /** Differs where objects of one uid do, but once in four thousand million times. */
    static int fingerprint(ObjectNode object) {
        return object.hashCode();
    }

    List<ObjectNode> objects() {
        return List.copyOf(current.values());
    }

    /** Whoever has been told everything knows what there is up to this version. */
    long seen() {
        return seen;
    }

    private static Map<String, ObjectNode> byUid(Collection<ObjectNode> objects) {
        Map<String, ObjectNode> byUid = new LinkedHashMap<>();
        objects.forEach(object -> byUid.put(Trees.uid(object), object));
        return byUid;
    }

    /** A number alone is no change. */
    private static boolean same(ObjectNode before, ObjectNode object) {
        if (Trees.version(before) == Trees.version(object)) {
            return before.equals(object);
        }
        ObjectNode one = before.deepCopy();
        ObjectNode other = object.deepCopy();
        ((ObjectNode) one.path("metadata")).remove("resourceVersion");
        ((ObjectNode) other.path("metadata")).remove("resourceVersion");
        return one.equals(other);
    }
}
