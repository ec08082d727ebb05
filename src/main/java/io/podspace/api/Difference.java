package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * In which fields two states of an object differ. Pure.
 *
 * @param changed fields that are new or have another value
 * @param removed fields that are gone
 */
record Difference(FieldSet changed, FieldSet removed) {
    static final Difference NONE = new Difference(FieldSet.EMPTY, FieldSet.EMPTY);

    static Difference between(Schema schema, JsonNode before, JsonNode after) {
        if (before.isMissingNode()) {
            return new Difference(FieldSet.of(schema, after), FieldSet.EMPTY);
        }
        if (after.isMissingNode()) {
            return new Difference(FieldSet.EMPTY, FieldSet.of(schema, before));
        }
        Map<String, Schema.Part> old = schema.parts(before);
        Map<String, Schema.Part> next = schema.parts(after);
        if (schema instanceof Schema.Atom) {
            return schema.same(before, after) ? NONE : new Difference(FieldSet.LEAF, FieldSet.EMPTY);
        }
        Map<String, FieldSet> changed = new TreeMap<>();
        Map<String, FieldSet> removed = new TreeMap<>();
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(next.keySet());
        for (String name : names) {
            Schema part = (next.containsKey(name) ? next : old).get(name).schema();
            Difference difference = between(part, value(old, name), value(next, name));
            boolean element = name.startsWith("k:") && !(old.containsKey(name) && next.containsKey(name));
            put(changed, name, difference.changed(), element && next.containsKey(name));
            put(removed, name, difference.removed(), element && old.containsKey(name));
        }
        return new Difference(new FieldSet(false, changed), new FieldSet(false, removed));
    }

    private static JsonNode value(Map<String, Schema.Part> parts, String name) {
        return parts.containsKey(name) ? parts.get(name).value() : MissingNode.getInstance();
    }

    private static void put(Map<String, FieldSet> sets, String name, FieldSet set, boolean element) {
        FieldSet whole = element ? new FieldSet(true, set.children()) : set;
        if (!whole.isEmpty()) {
            sets.put(name, whole);
        }
    }
}
