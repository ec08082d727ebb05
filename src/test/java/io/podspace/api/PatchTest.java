package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three kinds of patches; examples of RFC 6902, RFC 7386 and of the documents of Kubernetes. */
class PatchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\":1};[{\"op\":\"add\",\"path\":\"/b\",\"value\":2}];{\"a\":1,\"b\":2}",
                "{\"a\":[1,3]};[{\"op\":\"add\",\"path\":\"/a/1\",\"value\":2}];{\"a\":[1,2,3]}",
                "{\"a\":[1]};[{\"op\":\"add\",\"path\":\"/a/-\",\"value\":2}];{\"a\":[1,2]}",
                "{\"a\":[1,2]};[{\"op\":\"remove\",\"path\":\"/a/0\"}];{\"a\":[2]}",
                "{\"a/b\":1};[{\"op\":\"replace\",\"path\":\"/a~1b\",\"value\":2}];{\"a/b\":2}",
                "{\"a\":1};[{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/b\"}];{\"b\":1}",
                "{\"a\":1};[{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/b\"}];{\"a\":1,\"b\":1}",
                "{\"a\":1};[{\"op\":\"test\",\"path\":\"/a\",\"value\":1}];{\"a\":1}"
            })
    void jsonPatch(String object, String patch, String result) {
        assertThat(JsonPatch.apply(tree(object), tree(patch))).isEqualTo(tree(result));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{\"op\":\"fly\",\"path\":\"/a\"}]",
                "[{\"op\":\"add\",\"path\":\"a\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":\"/x/y\",\"value\":1}]",
                "[{\"op\":\"remove\",\"path\":\"/x\"}]",
                "[{\"op\":\"test\",\"path\":\"/a\",\"value\":2}]",
                "[{\"op\":\"add\",\"path\":\"\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":\"/l/7\",\"value\":1}]"
            })
    void aPatchThatDoesNotFitIsRefused(String patch) {
        assertThatThrownBy(() -> JsonPatch.apply(tree("{\"a\":1,\"l\":[]}"), tree(patch)))
                .isInstanceOf(ApiFault.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\":\"b\"};{\"a\":\"c\"};{\"a\":\"c\"}",
                "{\"a\":\"b\",\"b\":\"c\"};{\"a\":null};{\"b\":\"c\"}",
                "{\"a\":[\"b\"]};{\"a\":\"c\"};{\"a\":\"c\"}",
                "{\"a\":{\"b\":\"c\"}};{\"a\":{\"b\":\"d\",\"c\":null}};{\"a\":{\"b\":\"d\"}}",
                "{\"e\":null};{\"a\":1};{\"e\":null,\"a\":1}"
            })
    void mergePatch(String object, String patch, String result) {
        assertThat(JsonPatch.merge(tree(object), tree(patch))).isEqualTo(tree(result));
    }

    @Test
    void elementsOfKeyedListsAreMergedOneByOne() {
        assertThat(merged("""
                {"spec":{"template":{"spec":{"containers":[{"name":"web","image":"web:2"}]}}}}""")).isEqualTo(tree("""
                {"spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"web","image":"web:2",
                "env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}]}}}}"""));
    }

    @Test
    void anElementIsRemovedByItsKey() {
        assertThat(merged("""
                {"spec":{"template":{"spec":{"containers":[{"name":"web","env":[{"$patch":"delete","name":"A"}]}]}}}}""")).isEqualTo(tree("""
                {"spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"web","image":"web:1",
                "env":[{"name":"B","value":"2"}]}]}}}}"""));
    }

    @Test
    void elementsComeInTheOrderThatIsAskedFor() {
        assertThat(merged("""
                {"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"web"}],"containers":[{"name":"web",
                "$setElementOrder/env":[{"name":"C"},{"name":"A"}],"env":[{"name":"C","value":"3"},
                {"$patch":"delete","name":"B"}]}]}}}}""")).isEqualTo(tree("""
                {"spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"web","image":"web:1",
                "env":[{"name":"C","value":"3"},{"name":"A","value":"1"}]}]}}}}"""));
    }

    @Test
    void directivesReplaceAndRetain() {
        assertThat(merged("""
                {"spec":{"template":{"$patch":"replace","x":1}}}""")).isEqualTo(tree("""
                {"spec":{"replicas":2,"template":{"x":1}}}"""));
        assertThat(merged("""
                {"spec":{"$retainKeys":["replicas"],"replicas":3}}""")).isEqualTo(tree("{\"spec\":{\"replicas\":3}}"));
    }

    private static JsonNode merged(String patch) {
        return StrategicMerge.apply("Deployment", (ObjectNode) tree("""
                {"spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"web","image":"web:1",
                "env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}]}}}}"""), tree(patch));
    }

    private static JsonNode tree(String json) {
        return Trees.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
