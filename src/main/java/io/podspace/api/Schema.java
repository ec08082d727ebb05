package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Into which parts a value falls that different people may own, as server-side apply sees it; after the table of
 * {@link Fields}. Parts are named as in {@code managedFields}: {@code f:image}, {@code k:{"name":"web"}}. Pure.
 */
sealed interface Schema {
    /** Objects that are one value, as the schemas of Kubernetes have it. */
    Set<String> WHOLE = Set.of("LabelSelector", "KeyRef", "ObjectRef");

    /** What of an object's metadata is nobody's to set. */
    Set<String> IDENTITY = Set.of("name", "namespace", "resourceVersion");

    /** An object with the fields of a type. */
    record Struct(String type) implements Schema {}

    /** Objects of a type in a list, told apart by some of their fields. */
    record Keyed(String type, List<String> keys) implements Schema {}

    /** Texts by name. */
    record TextMap() implements Schema {}

    /** One value, whatever is in it. */
    record Atom(String type) implements Schema {}

    /** A part of a value. */
    record Part(Schema schema, JsonNode value) {}

    static Schema of(String owner, Fields.Field field) {
        if (field.list()) {
            return field.key().isEmpty() ? new Atom("any") : new Keyed(field.type(), keys(field));
        }
        if (field.type().equals("map")) {
            return owner.equals("ServiceSpec") ? new Atom("any") : new TextMap();
        }
        boolean struct = Fields.table().type(field.type()).isPresent() && !WHOLE.contains(field.type());
        return struct ? new Struct(field.type()) : new Atom(field.type());
    }

    /** Ports are told apart by number and protocol, which strategic merge patches overlook. */
    private static List<String> keys(Fields.Field field) {
        return field.name().equals("ports") ? List.of(field.key(), "protocol") : List.of(field.key());
    }

    /** In the order of the value; none of a value that is one, or empty. */
    default Map<String, Part> parts(JsonNode value) {
        Map<String, Part> parts = new LinkedHashMap<>();
        switch (this) {
            case Struct struct -> struct(struct.type(), value, parts);
            case TextMap map ->
                value.properties().forEach(entry -> {
                    if (!entry.getKey().equals(DeploymentObjects.REVISION)) {
                        parts.put("f:" + entry.getKey(), new Part(new Atom("string"), entry.getValue()));
                    }
                });
            case Keyed list -> {
                if (value.isArray()) {
                    value.forEach(element ->
                            parts.put(key(list.keys(), element), new Part(new Struct(list.type()), element)));
                }
            }
            case Atom atom -> {
                // one value
            }
        }
        return parts;
    }

    private static void struct(String type, JsonNode value, Map<String, Part> parts) {
        Map<String, Fields.Field> fields =
                Fields.table().type(type).orElseThrow().fields();
        value.properties().forEach(entry -> {
            Fields.Field field = fields.get(entry.getKey());
            if (owned(type, field) && !entry.getValue().isNull()) {
                parts.put("f:" + entry.getKey(), new Part(of(type, field), entry.getValue()));
            }
        });
    }

    private static boolean owned(String type, Fields.Field field) {
        return field != null
                && field.mark() != Fields.Mark.IGNORED
                && !(type.equals("ObjectMeta") && IDENTITY.contains(field.name()));
    }

    private static String key(List<String> keys, JsonNode element) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        for (String name : keys) {
            JsonNode value = element.path(name);
            if (value.isMissingNode() && name.equals("protocol")) {
                key.put(name, "TCP");
            } else if (value.isValueNode()) {
                key.set(name, value);
            } else {
                throw ApiFault.badRequest("An element of a list has no '%s', by which it is found.".formatted(name));
            }
        }
        return "k:" + key;
    }

    /**
     * Sets the parts of a value.
     *
     * @param value whose other fields stay; of a list nothing does
     * @param parts all of them, in their order
     */
    default JsonNode whole(JsonNode value, Map<String, JsonNode> parts) {
        if (this instanceof Keyed) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            parts.values().forEach(list::add);
            return list;
        }
        ObjectNode object = value.isObject() ? value.deepCopy() : JsonNodeFactory.instance.objectNode();
        parts(object).keySet().forEach(name -> object.remove(name.substring(2)));
        parts.forEach((name, part) -> object.set(name.substring(2), part));
        return object;
    }

    /** Whether two values of one kind say the same. */
    default boolean same(JsonNode one, JsonNode other) {
        if (this instanceof Atom atom && atom.type().equals("quantity")) {
            return Quantities.units(one.asText()).equals(Quantities.units(other.asText()));
        }
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }
}
