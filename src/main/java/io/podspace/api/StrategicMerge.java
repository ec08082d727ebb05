package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Strategic merge patches of Kubernetes: as merge patches, but elements of keyed lists are merged one by one, and
 * directives beginning with {@code $} remove and order them. Which lists have keys says {@link Fields}. Pure.
 */
final class StrategicMerge {
    private static final String DIRECTIVE = "$patch";
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";
    private static final String RETAIN = "$retainKeys";

    private StrategicMerge() {}

    /** @param type name of the object's kind */
    static ObjectNode apply(String type, ObjectNode object, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            throw ApiFault.badRequest("A merge patch is an object.");
        }
        return merge(type, object.deepCopy(), changes);
    }

    private static ObjectNode merge(String type, ObjectNode target, ObjectNode patch) {
        if (patch.path(DIRECTIVE).asText().equals("replace")) {
            ObjectNode next = patch.deepCopy();
            next.remove(DIRECTIVE);
            return next;
        }
        if (patch.has(RETAIN)) {
            List<String> kept = texts(patch.get(RETAIN));
            target.retain(kept);
        }
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            String name = change.getKey();
            JsonNode value = change.getValue();
            if (name.startsWith(DELETE_VALUES)) {
                deleteValues(target, name.substring(DELETE_VALUES.length()), value);
            } else if (name.startsWith("$")) {
                continue;
            } else if (value.isNull()) {
                target.remove(name);
            } else {
                target.set(name, merged(field(type, name), target.path(name), value));
            }
        }
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            if (change.getKey().startsWith(ORDER)) {
                order(type, target, change.getKey().substring(ORDER.length()), change.getValue());
            }
        }
        return target;
    }

    private static JsonNode merged(Optional<Fields.Field> field, JsonNode old, JsonNode value) {
        String type = field.map(Fields.Field::type).orElse("");
        if (value instanceof ObjectNode changes
                && !field.map(Fields.Field::list).orElse(false)) {
            return merge(type, old instanceof ObjectNode object ? object.deepCopy() : Trees.empty(), changes);
        }
        String key = field.map(Fields.Field::key).orElse("");
        if (value instanceof ArrayNode changes && !key.isEmpty()) {
            return merge(type, key, old, changes);
        }
        return value;
    }

    /** Elements of a keyed list, each by its key. */
    private static ArrayNode merge(String type, String key, JsonNode old, ArrayNode changes) {
        if (StreamSupport.stream(changes.spliterator(), false)
                .anyMatch(change -> change.path(DIRECTIVE).asText().equals("replace") && !change.has(key))) {
            ArrayNode next = changes.arrayNode();
            changes.forEach(change -> {
                if (change.has(key)) {
                    next.add(change);
                }
            });
            return next;
        }
        List<JsonNode> elements = new ArrayList<>();
        old.forEach(elements::add);
        for (JsonNode change : changes) {
            if (!(change instanceof ObjectNode object) || !change.has(key)) {
                throw ApiFault.badRequest("An element of the patch has no '%s', by which it is found.".formatted(key));
            }
            int at = find(elements, key, change.get(key));
            if (change.path(DIRECTIVE).asText().equals("delete")) {
                if (at >= 0) {
                    elements.remove(at);
                }
            } else if (at >= 0 && elements.get(at) instanceof ObjectNode element) {
                elements.set(at, merge(type, element.deepCopy(), object));
            } else {
                elements.add(merge(type, Trees.empty(), object));
            }
        }
        ArrayNode list = changes.arrayNode();
        elements.forEach(list::add);
        return list;
    }

    private static int find(List<JsonNode> elements, String key, JsonNode value) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    /** Those that are named come in that order, each where a named one was; the others keep their places. */
    private static void order(String type, ObjectNode target, String name, JsonNode wanted) {
        String key = field(type, name).map(Fields.Field::key).orElse("");
        if (!(target.path(name) instanceof ArrayNode list) || key.isEmpty()) {
            return;
        }
        List<JsonNode> named = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        list.forEach(others::add);
        for (JsonNode element : wanted) {
            int at = find(others, key, element.path(key));
            if (at >= 0) {
                named.add(others.remove(at));
            }
        }
        list.removeAll();
        named.forEach(list::add);
        others.forEach(list::add);
    }

    private static void deleteValues(ObjectNode target, String name, JsonNode values) {
        if (target.path(name) instanceof ArrayNode list) {
            List<String> gone = texts(values);
            for (int i = list.size() - 1; i >= 0; i--) {
                if (gone.contains(list.get(i).asText())) {
                    list.remove(i);
                }
            }
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Optional<Fields.Field> field(String type, String name) {
        return Fields.table().type(type).map(found -> found.fields().get(name));
    }
}
