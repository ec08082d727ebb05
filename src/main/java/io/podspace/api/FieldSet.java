package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * A set of fields of an object, as {@code fieldsV1} of {@code managedFields} writes it.
 *
 * @param member whether the place itself is in the set
 * @param children by the name of the part, e.g. {@code f:spec}
 */
record FieldSet(boolean member, Map<String, FieldSet> children) {
    static final FieldSet EMPTY = new FieldSet(false, Map.of());
    static final FieldSet LEAF = new FieldSet(true, Map.of());

    /** Deeper than any object goes. */
    private static final int DEEPEST = 30;

    FieldSet {
        children = Map.copyOf(children);
    }

    /** @throws ApiFault 400 when it is none */
    static FieldSet parse(JsonNode fields) {
        FieldSet set = parse(fields, 0);
        return new FieldSet(false, set.children());
    }

    private static FieldSet parse(JsonNode fields, int depth) {
        if (!fields.isObject() || depth > DEEPEST) {
            throw ApiFault.badRequest("metadata.managedFields: fieldsV1 cannot be read");
        }
        Map<String, FieldSet> children = new TreeMap<>();
        fields.properties().forEach(entry -> {
            if (!entry.getKey().equals(".")) {
                children.put(entry.getKey(), parse(entry.getValue(), depth + 1));
            }
        });
        return new FieldSet(fields.has(".") || children.isEmpty(), children);
    }

    ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        if (member && !children.isEmpty()) {
            tree.putObject(".");
        }
        new TreeMap<>(children).forEach((name, child) -> tree.set(name, child.tree()));
        return tree;
    }

    /** All that a value holds. */
    static FieldSet of(Schema schema, JsonNode value) {
        Map<String, FieldSet> children = new TreeMap<>();
        schema.parts(value).forEach((name, part) -> {
            FieldSet set = of(part.schema(), part.value());
            children.put(name, name.startsWith("k:") ? new FieldSet(true, set.children()) : set);
        });
        return new FieldSet(children.isEmpty(), children);
    }

    /** All that an object holds and somebody may own. */
    static FieldSet of(String kind, JsonNode object) {
        Map<String, FieldSet> children =
                new TreeMap<>(of(new Schema.Struct(kind), object).children());
        children.remove("f:metadata", LEAF);
        return new FieldSet(false, children);
    }

    boolean isEmpty() {
        return !member && children.isEmpty();
    }

    FieldSet child(String name) {
        return children.getOrDefault(name, EMPTY);
    }

    FieldSet union(FieldSet other) {
        return with(other, member || other.member, FieldSet::union);
    }

    FieldSet minus(FieldSet other) {
        return with(other, member && !other.member, FieldSet::minus);
    }

    FieldSet common(FieldSet other) {
        return with(other, member && other.member, FieldSet::common);
    }

    private FieldSet with(FieldSet other, boolean itself, BinaryOperator<FieldSet> operation) {
        Map<String, FieldSet> next = new TreeMap<>();
        for (Map<String, FieldSet> names : List.of(children, other.children)) {
            for (String name : names.keySet()) {
                FieldSet set = operation.apply(child(name), other.child(name));
                if (!set.isEmpty()) {
                    next.put(name, set);
                }
            }
        }
        return new FieldSet(itself, next);
    }

    /** Its fields as people read them, e.g. {@code .spec.containers[name="web"].image}. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", paths);
        return paths;
    }

    private void collect(String path, List<String> paths) {
        if (member && !path.isEmpty()) {
            paths.add(path);
        }
        new TreeMap<>(children).forEach((name, child) -> child.collect(path + step(name), paths));
    }

    private static String step(String name) {
        if (!name.startsWith("k:")) {
            return "." + name.substring(name.indexOf(':') + 1);
        }
        List<String> keys = new ArrayList<>();
        Trees.read(name.substring(2).getBytes(StandardCharsets.UTF_8))
                .properties()
                .forEach(entry -> keys.add(entry.getKey() + "=" + entry.getValue()));
        return "[" + String.join(",", keys) + "]";
    }
}
