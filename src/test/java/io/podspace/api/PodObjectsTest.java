package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.RevisionView;
import io.podspace.deployment.Shape;
import io.podspace.deployment.Strategy;
import io.podspace.health.Checks;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.report.ObjectFacts;
import io.podspace.report.PodView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PodObjectsTest {
    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final PodObjects PODS = new PodObjects("shop", workload(), 1);
    private static final ObjectMapper MODEL = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Built without the model classes, it is still what they say: no field is lost or misspelt. */
    @ParameterizedTest
    @EnumSource
    void isAPodOfTheModel(PodStatus status) throws JsonProcessingException {
        for (PodPhase phase : PodPhase.values()) {
            for (Optional<Instant> started : List.of(Optional.<Instant>empty(), Optional.of(MADE))) {
                ObjectNode tree = PODS.tree(pod(status, phase, started, Optional.of("It waits.")));
                Pod model = MODEL.treeToValue(tree, Pod.class);
                assertThat(model.getStatus().getContainerStatuses().getFirst().getAdditionalProperties())
                        .isEmpty();
                assertThat(MODEL.<JsonNode>valueToTree(model)).isEqualTo(tree);
            }
        }
    }

    @Test
    void sharesWhatPodsOfARevisionHaveInCommon() {
        ObjectNode one = PODS.tree(pod(PodStatus.READY, PodPhase.READY, Optional.of(MADE), Optional.empty()));
        ObjectNode other = PODS.tree(pod(PodStatus.PENDING, PodPhase.PENDING, Optional.empty(), Optional.empty()));
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

    private static PodView pod(PodStatus status, PodPhase phase, Optional<Instant> started, Optional<String> message) {
        return new PodView(
                4,
                "uid",
                "web-0",
                1,
                2,
                "web",
                Map.of("app", "web"),
                0,
                1,
                1,
                "demo:1",
                status,
                phase,
                true,
                Optional.empty(),
                Optional.of("host-1"),
                Optional.of("10.0.0.9"),
                started.map(at -> "c0ffee"),
                Optional.empty(),
                message,
                Optional.empty(),
                false,
                Optional.empty(),
                3,
                0,
                Optional.empty(),
                MADE,
                started,
                started,
                Optional.empty(),
                77);
    }

    private static Workload workload() {
        PodTemplate template = new PodTemplate(
                        "demo:1",
                        PodTemplate.Pull.ALWAYS,
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(new PodTemplate.Port("http", 8080)),
                        PodTemplate.Resources.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        10)
                .withChecks(Checks.simple(8080, "/health"));
        return new Workload(
                new DeploymentView(
                        2,
                        "d",
                        1,
                        "shop",
                        "web",
                        Map.of(),
                        1,
                        1,
                        template,
                        List.of(),
                        "READY",
                        Optional.empty(),
                        false,
                        Strategy.DEFAULT,
                        false,
                        1,
                        1,
                        MADE),
                new Shape(Map.of(), Map.of(), Map.of("app", "web"), Map.of(), "web", Map.of()),
                new ObjectFacts(2, "d", "web", Map.of("app", "web"), Map.of(), 1, 5, false, MADE, Optional.empty()),
                List.of(),
                List.of(new RevisionView(
                        1, "demo:1", Optional.empty(), template, List.of(), "created", "admin", MADE, true)),
                false);
    }
}
