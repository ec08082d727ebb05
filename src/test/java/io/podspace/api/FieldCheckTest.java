package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldCheckTest {
    private static final Set<String> PLAIN = Set.of("string", "int", "bool", "quantity", "port", "map", "any");

    @Test
    void whatPodSpaceDoesNotHaveIsRefusedWithItsPath() {
        assertThat(refused("""
                {"spec":{"template":{"spec":{"hostNetwork":true,"containers":[{"name":"a","image":"b",
                "securityContext":{"privileged":true},"volumeMounts":[{"name":"x"}]}]}}}}"""))
                .containsExactly(
                        "spec.template.spec.hostNetwork",
                        "spec.template.spec.containers[0].securityContext.privileged",
                        "spec.template.spec.containers[0].volumeMounts");
    }

    @Test
    void whatSaysNothingIsNotRefused() {
        assertThat(refused("""
                {"spec":{"paused":false,"template":{"spec":{"volumes":[],"hostNetwork":false,"nodeName":"",
                "affinity":{},"initContainers":null}}}}""")).isEmpty();
    }

    @Test
    void wrongTypesAreRefused() {
        assertThat(refused("""
                {"metadata":{"labels":{"a":1}},"spec":{"replicas":"3","selector":[],"template":{"spec":{"containers":{}}}}}"""))
                .containsExactly(
                        "metadata.labels.a", "spec.replicas", "spec.selector", "spec.template.spec.containers");
    }

    @Test
    void unknownFieldsAreReportedAndLeftOut() {
        ObjectNode object = tree("{\"spec\":{\"replicas\":1,\"replicaz\":2},\"status\":{\"replicas\":7}}");
        FieldCheck check = new FieldCheck("Deployment", object);
        assertThat(check.unknown()).containsExactly("spec.replicaz");
        assertThat(check.causes()).isEmpty();
        assertThat(object).isEqualTo(tree("{\"spec\":{\"replicas\":1}}"));
    }

    /** A type that is named and not there would let a field through unchecked. */
    @Test
    void theTableIsWhole() {
        Set<String> missing = new HashSet<>();
        for (Fields.Type type : Fields.table().types()) {
            for (Fields.Field field : type.fields().values()) {
                if (!PLAIN.contains(field.type())
                        && Fields.table().type(field.type()).isEmpty()) {
                    missing.add(type.name() + "." + field.name());
                }
                assertThat(field.mark() == Fields.Mark.REFUSED && field.text().isEmpty())
                        .as("%s.%s is refused without a word", type.name(), field.name())
                        .isFalse();
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theDescriptionForClientsNamesEveryKind() {
        String text = new String(OpenApi.protobuf(), StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("\n\u00032.0").contains("kind: Deployment", "merge", "Refused: ");
    }

    private static List<String> refused(String json) {
        return new FieldCheck("Deployment", tree(json))
                .causes().stream().map(ApiFault.Cause::field).toList();
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) Trees.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
