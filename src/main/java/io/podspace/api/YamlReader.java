package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Names;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One document of YAML as a tree. The parser's graph of nodes is walked here, with a budget, so that aliases can neither
 * grow without bounds nor go in circles, and no tag makes anything but plain values. Not thread-safe.
 */
final class YamlReader {
    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 200_000;

    private int nodes;

    private YamlReader() {}

    /** @throws ApiFault 400 when it cannot be read */
    static JsonNode read(byte[] body) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(Math.max(1, body.length));
        try {
            String text = new String(body, StandardCharsets.UTF_8);
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                throw ApiFault.badRequest("The request has no body; an object in YAML or JSON is expected.");
            }
            return new YamlReader().tree(root, 0);
        } catch (YAMLException e) {
            String[] lines = String.valueOf(e.getMessage()).split("\n");
            throw ApiFault.badRequest("The body is no YAML that can be read: " + lines[0]);
        }
    }

    private JsonNode tree(Node node, int depth) {
        if (depth > DEEPEST || ++nodes > MOST_NODES) {
            throw ApiFault.badRequest("The body is nested too deep, or its aliases make it too large.");
        }
        return switch (node) {
            case MappingNode map -> map(map, depth);
            case SequenceNode list -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                list.getValue().forEach(element -> array.add(tree(element, depth + 1)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw ApiFault.badRequest("The body holds something that is no value.");
        };
    }

    private ObjectNode map(MappingNode map, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.MERGE)) {
                throw ApiFault.badRequest("Keys are plain texts.");
            }
            if (object.has(key.getValue())) {
                throw ApiFault.badRequest("A field is there twice: " + Names.shown(key.getValue()));
            }
            object.set(key.getValue(), tree(tuple.getValueNode(), depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        try {
            if (tag.equals(Tag.NULL)) {
                return json.nullNode();
            }
            if (tag.equals(Tag.BOOL)) {
                return json.booleanNode(List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT)));
            }
            if (tag.equals(Tag.INT)) {
                if (text.matches("[-+]?0[0-9_]+")) {
                    return json.textNode(text); // octal to some, decimal to others
                }
                BigInteger number = new BigInteger(text.replace("_", ""));
                return number.bitLength() < Integer.SIZE
                        ? json.numberNode(number.intValue())
                        : number.bitLength() < Long.SIZE
                                ? json.numberNode(number.longValue())
                                : json.numberNode(number);
            }
            return tag.equals(Tag.FLOAT)
                    ? json.numberNode(Double.parseDouble(text.replace("_", "")))
                    : json.textNode(text);
        } catch (NumberFormatException e) {
            return json.textNode(text); // a number in a notation that JSON does not have
        }
    }
}
