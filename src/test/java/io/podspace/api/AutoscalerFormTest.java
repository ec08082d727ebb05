package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.autoscale.AutoscalerView;
import io.podspace.autoscale.Behavior;
import io.podspace.autoscale.Bounds;
import io.podspace.autoscale.Scaling;
import io.podspace.report.ObjectFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalerFormTest {
    private static final List<AutoscalerForm> FORMS = List.of(new AutoscalerForm1(), new AutoscalerForm2());
    private static final ObjectFacts FACTS = new ObjectFacts(
            1, "u", "web", Map.of("a", "b"), Map.of("c", "d"), 1, 7, Optional.empty(), Instant.EPOCH, Optional.empty());

    /** What one version shows the other takes, and nothing of it is lost, whichever comes first. */
    @Test
    void bothVersionsSayTheSame() {
        Random random = new Random(86);
        for (int i = 0; i < 500; i++) {
            int min = 1 + random.nextInt(100);
            Bounds bounds = new Bounds(min, min + random.nextInt(100), 1 + random.nextInt(1000));
            AutoscalerForm form = FORMS.get(random.nextInt(2));
            ObjectNode shown = form.object(view(bounds), "shop", FACTS, new AutoscalerForm.Pods(2, 3));
            String type = Fields.table()
                    .name(shown.path("apiVersion").asText(), shown.path("kind").asText());
            FieldCheck check = new FieldCheck(type, shown);
            assertThat(check.causes()).isEmpty();
            assertThat(check.unknown()).isEmpty();
            assertThat(form.bounds(shown)).isEqualTo(bounds);
            assertThat(AutoscalerForm.deployment(shown)).isEqualTo("front");
        }
    }

    @Test
    void theVersionsAreDifferentTypes() {
        List<String> types = FORMS.stream()
                .map(form -> form.object(view(new Bounds(1, 2, 3)), "shop", FACTS, new AutoscalerForm.Pods(0, 0)))
                .map(tree -> Fields.table()
                        .name(
                                tree.path("apiVersion").asText(),
                                tree.path("kind").asText()))
                .toList();
        assertThat(types).containsExactly("HorizontalPodAutoscalerV1", "HorizontalPodAutoscaler");
    }

    @ParameterizedTest
    @CsvSource({
        "{}, 1, 0, 80",
        "'{\"maxReplicas\":5}', 1, 5, 80",
        "'{\"minReplicas\":2,\"maxReplicas\":4294967298}', 2, 2147483647, 80"
    })
    void whatIsNotSaidIsWhatKubernetesTakes(String spec, int min, int max, int cpu) {
        for (AutoscalerForm form : FORMS) {
            assertThat(form.bounds(wish(spec))).isEqualTo(new Bounds(min, max, cpu));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'[{\"type\":\"Resource\",\"resource\":{\"name\":\"cpu\"}}]', averageUtilization",
        "'[{\"type\":\"Resource\"}]', averageUtilization",
        "'[{},{}]', spec.metrics[1]"
    })
    void metricsThatCannotBeAreRefusedWithTheirPath(String metrics, String path) {
        assertThatThrownBy(() -> new AutoscalerForm2().bounds(wish("{\"metrics\":" + metrics + "}")))
                .isInstanceOfSatisfying(ApiFault.class, fault -> assertThat(
                                fault.status().causes().getFirst().field())
                        .endsWith(path));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"type\":\"Pods\"}', spec.metrics[0].type",
        "'{\"external\":{\"metric\":{}}}', spec.metrics[0].external",
        "'{\"resource\":{\"name\":\"memory\"}}', spec.metrics[0].resource.name",
        "'{\"resource\":{\"target\":{\"averageValue\":\"1\"}}}', spec.metrics[0].resource.target.averageValue"
    })
    void kindsOfMetricsThatAreNotThereAreRefused(String metric, String path) {
        ObjectNode wish = wish("{\"metrics\":[" + metric + "]}");
        assertThat(new FieldCheck("HorizontalPodAutoscaler", wish).causes())
                .extracting(ApiFault.Cause::field)
                .containsExactly(path);
    }

    /** The other half of what is said is filled in, as Kubernetes does. */
    @Test
    void aBehaviorComesBackAsItWasSaid() {
        ObjectNode wish =
                wish("{\"behavior\":{\"scaleDown\":{\"stabilizationWindowSeconds\":60,\"selectPolicy\":\"Min\","
                        + "\"policies\":[{\"type\":\"Pods\",\"value\":2,\"periodSeconds\":30}]}}}");
        Behavior read = new AutoscalerForm2().behavior(wish, Optional.empty()).orElseThrow();
        assertThat(read)
                .isEqualTo(new Behavior(
                        Scaling.UP,
                        new Scaling(
                                Optional.of(60),
                                Scaling.Select.MIN,
                                List.of(new Scaling.Policy(Scaling.Unit.PODS, 2, 30)))));
        ObjectNode shown = new AutoscalerForm2()
                .object(
                        new AutoscalerView(1, "u", 1, "web", 2, "front", new Bounds(1, 2, 3), Optional.of(read)),
                        "shop",
                        FACTS,
                        new AutoscalerForm.Pods(2, 3));
        assertThat(new FieldCheck("HorizontalPodAutoscaler", shown).causes()).isEmpty();
        assertThat(Trees.at(shown, "spec.behavior.scaleDown")).isEqualTo(Trees.at(wish, "spec.behavior.scaleDown"));
        assertThat(new AutoscalerForm2().behavior(shown, Optional.empty())).contains(read);
        assertThat(new AutoscalerForm1().behavior(shown, Optional.of(read))).contains(read);
        assertThat(new AutoscalerForm2().behavior(wish("{}"), Optional.of(read)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"scaleUp\":{\"policies\":[{}]}}', spec.behavior.scaleUp.policies[0].type",
        "'{\"scaleUp\":{\"selectPolicy\":\"Most\"}}', spec.behavior.scaleUp.selectPolicy",
        "'{\"scaleDown\":{\"tolerance\":\"200m\"}}', spec.behavior.scaleDown.tolerance"
    })
    void aBehaviorThatCannotBeIsRefusedWithItsPath(String behavior, String path) {
        ObjectNode wish = wish("{\"behavior\":" + behavior + "}");
        List<ApiFault.Cause> causes = new ArrayList<>(new FieldCheck("HorizontalPodAutoscaler", wish).causes());
        if (causes.isEmpty()) {
            assertThatThrownBy(() -> new AutoscalerForm2().behavior(wish, Optional.empty()))
                    .isInstanceOfSatisfying(
                            ApiFault.class,
                            fault -> causes.addAll(fault.status().causes()));
        }
        assertThat(causes).extracting(ApiFault.Cause::field).containsExactly(path);
    }

    private static AutoscalerView view(Bounds bounds) {
        return new AutoscalerView(1, "u", 1, "web", 2, "front", bounds, Optional.empty());
    }

    private static ObjectNode wish(String spec) {
        return (ObjectNode) Trees.read(
                ("{\"metadata\":{\"name\":\"web\"},\"spec\":" + spec + "}").getBytes(StandardCharsets.UTF_8));
    }
}
