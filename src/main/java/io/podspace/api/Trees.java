package io.podspace.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of the API as trees: what comes in keeps its unknown fields, so that they can be refused by name. */
final class Trees {
    private static final int DEEPEST = 100;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final ObjectMapper MAPPER = mapper();

    private Trees() {}

    private static ObjectMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST_TEXT)
                        .build());
        return mapper;
    }

    static ObjectNode object(String apiVersion, String kind) {
        return MAPPER.createObjectNode().put("kind", kind).put("apiVersion", apiVersion);
    }

    static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }

    /** A model class as a tree. */
    static ObjectNode of(Object model) {
        return MAPPER.valueToTree(model);
    }

    /** {@code managedFields} as they are stored, for a model class. */
    static List<ManagedFieldsEntry> managed(String text) {
        try {
            return List.of(MAPPER.readValue(text, ManagedFieldsEntry[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored managed fields can always be read", e);
        }
    }

    /** @throws ApiFault 400 when it is no JSON, is nested too deep, or names a field twice */
    static JsonNode read(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw ApiFault.badRequest("The request has no body; an object in JSON is expected.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw ApiFault.badRequest("The body is no JSON that can be read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ApiFault.badRequest("The body is no JSON that can be read.");
        }
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static void write(JsonNode tree, OutputStream out) throws IOException {
        MAPPER.writeValue(out, tree);
    }

    /** Text values by name; empty where the node is none. */
    static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** A whole number; the greatest there is for one that is greater, so that it is refused and not cut. */
    static int number(JsonNode node, int otherwise) {
        return node.isMissingNode() ? otherwise : node.canConvertToInt() ? node.asInt() : Integer.MAX_VALUE;
    }

    static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText();
    }

    /** Resource version of an object. */
    static long version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asLong();
    }

    static JsonNode at(JsonNode tree, String path) {
        JsonNode node = tree;
        for (String step : path.split("\\.")) {
            node = node.path(step);
        }
        return node;
    }
}
