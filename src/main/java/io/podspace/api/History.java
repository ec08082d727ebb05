package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The objects of one kind and place as they were last seen, and the changes that led there. Comparing whole states finds
 * every change, whoever made it, and also what only follows from other rows. Pure; not thread-safe.
 */
final class History {
    private final int most;
    private final Deque<Change> changes = new ArrayDeque<>();
    private Map<String, ObjectNode> current = new LinkedHashMap<>();
    private long start = -1;
    private long seen;

    /** @param most changes that are kept */
    History(int most) {
        this.most = most;
    }

    /**
     * Takes a new state in.
     *
     * @param version read before the objects were
     * @return the changes since the last one, none for the first
     */
    List<Change> see(Collection<ObjectNode> objects, long version) {
        Map<String, ObjectNode> next = new LinkedHashMap<>();
        objects.forEach(object -> next.put(uid(object), object));
        List<Change> found = new ArrayList<>();
        if (start < 0) {
            start = version;
        } else {
            next.forEach(
                    (uid, object) -> compare(current.get(uid), object, version).ifPresent(found::add));
            current.forEach((uid, object) -> {
                if (!next.containsKey(uid)) {
                    found.add(new Change(Change.Type.DELETED, stamped(object, version), version));
                }
            });
        }
        found.sort(Comparator.comparingLong(Change::version));
        current = next;
        seen = Math.max(seen, found.isEmpty() ? version : found.getLast().version());
        found.forEach(this::keep);
        return found;
    }

    private Optional<Change> compare(ObjectNode before, ObjectNode object, long version) {
        if (before != null && same(before, object)) {
            return Optional.empty();
        }
        long own = version(object);
        long number = own > seen ? own : Math.max(version, seen);
        Change.Type type = before == null ? Change.Type.ADDED : Change.Type.MODIFIED;
        return Optional.of(new Change(type, stamped(object, number), number));
    }

    private void keep(Change change) {
        changes.addLast(change);
        if (changes.size() > most) {
            start = changes.removeFirst().version();
        }
    }

    /**
     * What somebody missed who has seen everything up to that version.
     *
     * @param baseline uids that were there at that version; null when nobody remembers
     * @return empty when that is too long ago to be told
     */
    Optional<List<Change>> since(long version, Set<String> baseline) {
        if (version >= start) {
            return Optional.of(changes.stream()
                    .filter(change -> change.version() > version)
                    .toList());
        }
        if (baseline == null) {
            return Optional.empty();
        }
        List<Change> missed = new ArrayList<>();
        current.forEach((uid, object) -> {
            if (!baseline.contains(uid)) {
                missed.add(new Change(Change.Type.ADDED, object, version(object)));
            } else if (version(object) > version) {
                missed.add(new Change(Change.Type.MODIFIED, object, version(object)));
            }
        });
        // One that went meanwhile is not known any more: the list has to be read again.
        return current.keySet().containsAll(baseline) ? Optional.of(missed) : Optional.empty();
    }

    /**
     * Uids of what somebody holds who has missed these changes: what is there and was before, and what went meanwhile.
     *
     * @param selector of what is told
     */
    Set<String> held(List<Change> missed, Predicate<JsonNode> selector) {
        Set<String> held = new HashSet<>();
        current.values().stream().filter(selector).forEach(object -> held.add(uid(object)));
        for (Change change : missed.reversed()) {
            if (change.type() == Change.Type.ADDED) {
                held.remove(change.uid());
            } else if (selector.test(change.object())) {
                held.add(change.uid());
            }
        }
        return held;
    }

    List<ObjectNode> objects() {
        return List.copyOf(current.values());
    }

    long seen() {
        return seen;
    }

    private static boolean same(ObjectNode before, ObjectNode object) {
        if (version(before) == version(object)) {
            return before.equals(object);
        }
        ObjectNode one = before.deepCopy();
        ObjectNode other = object.deepCopy();
        ((ObjectNode) one.path("metadata")).remove("resourceVersion");
        ((ObjectNode) other.path("metadata")).remove("resourceVersion");
        return one.equals(other);
    }

    private static ObjectNode stamped(ObjectNode object, long version) {
        ObjectNode copy = object.deepCopy();
        ((ObjectNode) copy.path("metadata")).put("resourceVersion", Long.toString(version));
        return copy;
    }

    private static String uid(ObjectNode object) {
        return object.path("metadata").path("uid").asText();
    }

    private static long version(ObjectNode object) {
        return object.path("metadata").path("resourceVersion").asLong();
    }
}
