package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.report.PodView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PodObjectsTest {
    private static final PodObjects PODS = new PodObjects("shop", Samples.workload(), 1);
    private static final ObjectMapper MODEL = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Built without the model classes, it is still what they say: no field is lost or misspelt. */
    @ParameterizedTest
    @EnumSource
    void isAPodOfTheModel(PodStatus status) throws JsonProcessingException {
        for (PodPhase phase : PodPhase.values()) {
            for (Optional<Instant> started : List.of(Optional.<Instant>empty(), Optional.of(Samples.MADE))) {
                ObjectNode tree = PODS.tree(Samples.pod(status, phase, started, Optional.of("It waits.")));
                Pod model = MODEL.treeToValue(tree, Pod.class);
                assertThat(model.getStatus().getContainerStatuses().getFirst().getAdditionalProperties())
                        .isEmpty();
                assertThat(MODEL.<JsonNode>valueToTree(model)).isEqualTo(tree);
            }
        }
    }

    @Test
    void sharesWhatPodsOfARevisionHaveInCommon() {
        ObjectNode one =
                PODS.tree(Samples.pod(PodStatus.READY, PodPhase.READY, Optional.of(Samples.MADE), Optional.empty()));
        ObjectNode other =
                PODS.tree(Samples.pod(PodStatus.PENDING, PodPhase.PENDING, Optional.empty(), Optional.empty()));
        assertThat(one.get("spec")).isSameAs(other.get("spec"));
        ObjectNode copy = one.deepCopy();
        assertThat(copy).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(Trees.read(Trees.bytes(one))).isEqualTo(Trees.read(Trees.bytes(copy)));
        ((ObjectNode) copy.get("spec")).put("nodeName", "elsewhere");
        assertThat(Trees.read(Trees.bytes(copy)).at("/spec/nodeName").asText()).isEqualTo("elsewhere");
        assertThat(one.at("/spec/nodeName").asText()).isEqualTo("host-1");
        assertThat(one.at("/spec/containers/0/image").asText()).isEqualTo("demo:1");
        assertThat(one.at("/metadata/labels/app").asText()).isEqualTo("web");
        assertThat(one.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("web-1");
        assertThat(one.at("/metadata/resourceVersion").asText()).isEqualTo("77");
        assertThat(one.at("/metadata/creationTimestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(one.at("/status/conditions").findValuesAsText("status")).containsOnly("True");
        assertThat(other.at("/status/conditions").findValuesAsText("status"))
                .containsExactly("True", "True", "False", "False");
    }

    @ParameterizedTest
    @CsvSource({"137, true, OOMKilled", "137, false, Error", "1, false, Error", "0, false, Completed"})
    void tellsHowTheOneBeforeItEnded(int exitCode, boolean outOfMemory, String reason) throws JsonProcessingException {
        ObjectNode tree = PODS.tree(Samples.pod(new PodView.Previous(
                exitCode, outOfMemory, Optional.of("c0ffee"), Optional.of(Samples.MADE), Optional.empty())));
        JsonNode last = tree.at("/status/containerStatuses/0/lastState/terminated");
        assertThat(last.path("reason").asText()).isEqualTo(reason);
        assertThat(last.path("exitCode").asInt()).isEqualTo(exitCode);
        assertThat(MODEL.<JsonNode>valueToTree(MODEL.treeToValue(tree, Pod.class)))
                .isEqualTo(tree);
    }
}
