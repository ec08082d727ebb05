package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** JSON patches (RFC 6902) and merge patches (RFC 7386). Pure. */
final class JsonPatch {
    private static final int MOST_OPERATIONS = 10_000;

    private JsonPatch() {}

    /** @throws ApiFault 400 for a malformed patch, 422 when a test or a path does not hold */
    static JsonNode apply(JsonNode object, JsonNode patch) {
        if (!patch.isArray() || patch.size() > MOST_OPERATIONS) {
            throw ApiFault.badRequest("A JSON patch is a list of at most %d operations.".formatted(MOST_OPERATIONS));
        }
        JsonNode result = object.deepCopy();
        for (JsonNode operation : patch) {
            String path = operation.path("path").asText();
            String from = operation.path("from").asText();
            switch (operation.path("op").asText()) {
                case "add" -> put(result, path, value(operation), true);
                case "replace" -> put(result, path, value(operation), false);
                case "remove" -> remove(result, path);
                case "copy" -> put(result, path, need(result, from).deepCopy(), true);
                case "move" -> put(result, path, remove(result, from), true);
                case "test" -> test(result, path, value(operation));
                default ->
                    throw ApiFault.badRequest("A JSON patch has no operation '%s'."
                            .formatted(operation.path("op").asText()));
            }
        }
        return result;
    }

    /** @return the target with the patch merged in; null removes */
    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object.deepCopy() : Trees.empty();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), merge(result.path(change.getKey()), change.getValue()));
            }
        });
        return result;
    }

    private static JsonNode value(JsonNode operation) {
        if (!operation.has("value")) {
            throw ApiFault.badRequest("An operation of the JSON patch has no value.");
        }
        return operation.get("value");
    }

    private static void test(JsonNode root, String path, JsonNode value) {
        if (!root.at(pointer(path)).equals(value)) {
            throw unfit("the test of '%s' does not hold".formatted(path));
        }
    }

    private static JsonNode need(JsonNode root, String path) {
        JsonNode node = root.at(pointer(path));
        if (node.isMissingNode()) {
            throw unfit("there is nothing at '%s'".formatted(path));
        }
        return node;
    }

    private static void put(JsonNode root, String path, JsonNode value, boolean insert) {
        if (!insert) {
            need(root, path);
        }
        String key = key(path);
        if (parent(root, path) instanceof ArrayNode list) {
            int index = key.equals("-") ? list.size() : index(key, list.size());
            if (insert) {
                list.insert(index, value);
            } else {
                list.set(index, value);
            }
        } else if (parent(root, path) instanceof ObjectNode object) {
            object.set(key, value);
        } else {
            throw unfit("there is nothing to hold '%s'".formatted(path));
        }
    }

    private static JsonNode remove(JsonNode root, String path) {
        JsonNode removed = need(root, path);
        if (parent(root, path) instanceof ArrayNode list) {
            list.remove(index(key(path), list.size() - 1));
        } else if (parent(root, path) instanceof ObjectNode object) {
            object.remove(key(path));
        }
        return removed;
    }

    private static JsonNode parent(JsonNode root, String path) {
        pointer(path);
        List<String> steps = Arrays.asList(path.split("/", -1));
        if (steps.size() < 2) {
            throw unfit("the whole object cannot be replaced");
        }
        JsonNode node = root;
        for (String step : steps.subList(1, steps.size() - 1)) {
            String name = plain(step);
            node = node.isArray() && name.matches("[0-9]{1,9}") ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        return node;
    }

    private static String key(String path) {
        return plain(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String plain(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    private static int index(String text, int most) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw unfit("'%s' is no place in the list".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static String pointer(String path) {
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw ApiFault.badRequest("The path '%s' of the JSON patch does not begin with a slash.".formatted(path));
        }
        return path;
    }

    private static ApiFault unfit(String message) {
        return ApiFault.invalid(
                "The JSON patch",
                List.of(new ApiFault.Cause("FieldValueInvalid", "does not fit: " + message, "patch")));
    }
}
