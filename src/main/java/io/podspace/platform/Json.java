package io.podspace.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON of our own records, as stored in columns and read from catalog files. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** @param value a record or collection of such, not null */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new PodSpaceException(ErrorCode.INTERNAL, "A value could not be written as JSON.", e);
        }
    }

    /** @throws PodSpaceException INVALID when the text is no JSON of that type */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new PodSpaceException(ErrorCode.INVALID, "The JSON is malformed: " + e.getOriginalMessage(), e);
        }
    }

    /** Every value that is no object or list itself, by its path such as {@code ports[0].number}. */
    public static Map<String, String> flat(Object value) {
        Map<String, String> values = new LinkedHashMap<>();
        flatten("", MAPPER.valueToTree(value), values);
        return values;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), values));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), values);
            }
        } else if (!node.isNull()) {
            values.put(path, node.asText());
        }
    }

    /** Names to values in the order of the text. */
    public static Map<String, String> readMap(String text) {
        try {
            return MAPPER.readValue(text, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new PodSpaceException(ErrorCode.INVALID, "The JSON is malformed: " + e.getOriginalMessage(), e);
        }
    }
}
