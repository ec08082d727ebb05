package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two steps by which an applied object goes into a live one. Pure. */
final class ApplyMerge {
    private static final Schema METADATA = new Schema.Struct("ObjectMeta");

    private ApplyMerge() {}

    /** What is applied over what is there; what is not applied stays. */
    static JsonNode merge(Schema schema, JsonNode live, JsonNode applied) {
        Map<String, Schema.Part> given = schema.parts(applied);
        if (given.isEmpty() || live.isMissingNode() || live.isNull()) {
            return given.isEmpty() && !schema.parts(live).isEmpty() && !(schema instanceof Schema.Atom)
                    ? live
                    : applied;
        }
        Map<String, Schema.Part> old = schema.parts(live);
        Map<String, JsonNode> next = new LinkedHashMap<>();
        for (String name : order(old, given)) {
            Schema.Part part = given.get(name);
            if (part == null) {
                next.put(name, old.get(name).value());
            } else if (old.containsKey(name)) {
                next.put(name, merge(part.schema(), old.get(name).value(), part.value()));
            } else {
                next.put(name, part.value());
            }
        }
        return schema.whole(live, next);
    }

    /**
     * The order of what is there, with what is new behind it; where the applied order differs, that one comes first. So
     * two who apply parts of one list do not move each other's elements back and forth.
     */
    private static List<String> order(Map<String, Schema.Part> old, Map<String, Schema.Part> given) {
        List<String> kept = new ArrayList<>(old.keySet());
        kept.retainAll(given.keySet());
        List<String> wanted = new ArrayList<>(given.keySet());
        wanted.retainAll(old.keySet());
        List<String> order = new ArrayList<>((kept.equals(wanted) ? old : given).keySet());
        (kept.equals(wanted) ? given : old).keySet().forEach(name -> {
            if (!order.contains(name)) {
                order.add(name);
            }
        });
        return order;
    }

    /**
     * Takes out what its manager applied before and does not any more, unless somebody else has it. An object that nobody
     * has any more goes with all that the platform filled in; elements that nobody ever applied stay.
     *
     * @param before what the manager applied last
     * @param owned what anybody owns now
     */
    static JsonNode prune(Schema schema, JsonNode value, FieldSet before, FieldSet owned) {
        Map<String, JsonNode> next = new LinkedHashMap<>();
        schema.parts(value).forEach((name, part) -> {
            FieldSet mine = before.child(name);
            FieldSet anybody = owned.child(name);
            if (mine.isEmpty()) {
                next.put(name, part.value());
            } else if (!anybody.isEmpty()) {
                next.put(name, prune(part.schema(), part.value(), mine, anybody));
            } else if (keepsStrangers(part.schema())) {
                JsonNode rest = prune(part.schema(), part.value(), mine, FieldSet.EMPTY);
                if (part.schema().equals(METADATA) || !part.schema().parts(rest).isEmpty()) {
                    next.put(name, rest);
                }
            }
        });
        return schema instanceof Schema.Atom ? value : schema.whole(value, next);
    }

    private static boolean keepsStrangers(Schema schema) {
        return schema instanceof Schema.TextMap || schema instanceof Schema.Keyed || schema.equals(METADATA);
    }
}
