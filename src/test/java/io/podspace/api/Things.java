package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Objects of one kind as a database has them: a row that is written takes the next number, a row that is removed takes
 * none, and part of what is shown follows from elsewhere, without a number too.
 */
final class Things {
    private final Map<String, ObjectNode> rows = new TreeMap<>();
    private final Map<String, List<Long>> numbers = new TreeMap<>();
    private long counter = 1;
    private int made;

    long newest() {
        return counter;
    }

    long next() {
        return ++counter;
    }

    /** Makes or changes the one of that name. */
    void write(String name, String label) {
        ObjectNode old = rows.get(name);
        String uid = old == null ? "u" + ++made : Trees.uid(old);
        ObjectNode row = Trees.object("v1", "Thing");
        row.putObject("metadata").put("uid", uid).put("name", name).put("resourceVersion", Long.toString(next()));
        rows.put(
                name,
                row.put("label", label)
                        .put("row", counter)
                        .put("derived", old == null ? 0 : old.path("derived").asInt()));
        numbers.computeIfAbsent(uid, id -> new ArrayList<>()).add(counter);
    }

    void derive(String name) {
        rows.computeIfPresent(name, (same, row) -> row.deepCopy()
                .put("derived", row.path("derived").asInt() + 1));
    }

    void remove(String name) {
        rows.remove(name);
    }

    List<ObjectNode> list() {
        return List.copyOf(rows.values());
    }

    /** The number that the row of an object had at a version: whoever is shown that version must be shown this row. */
    long rowAt(String uid, long version) {
        return numbers.get(uid).stream()
                .filter(number -> number <= version)
                .reduce((one, other) -> other)
                .orElse(0L);
    }
}
