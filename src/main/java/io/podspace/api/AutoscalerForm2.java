package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.podspace.autoscale.AutoscalerView;
import io.podspace.autoscale.Behavior;
import io.podspace.autoscale.Bounds;
import io.podspace.report.ObjectFacts;
import java.util.Optional;

/** Autoscalers as {@code autoscaling/v2}: CPU is one of a list of metrics, of which PodSpace has no other. */
record AutoscalerForm2() implements AutoscalerForm {
    @Override
    public ObjectNode object(AutoscalerView view, String project, ObjectFacts facts, Pods pods) {
        return Trees.of(new HorizontalPodAutoscalerBuilder()
                .withMetadata(AutoscalerForm.meta(project, facts))
                .withNewSpec()
                .withNewScaleTargetRef(TARGET_VERSION, TARGET_KIND, view.deploymentName())
                .withMinReplicas(view.bounds().min())
                .withMaxReplicas(view.bounds().max())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(view.bounds().cpuPercent())
                .endTarget()
                .endResource()
                .endMetric()
                .withBehavior(view.behavior().map(Behaviors::object).orElse(null))
                .endSpec()
                .withNewStatus()
                .withCurrentReplicas(pods.there())
                .withDesiredReplicas(pods.wanted())
                .addNewCondition()
                .withType("ScalingActive")
                .withStatus("False")
                .withReason("FailedGetResourceMetric")
                .withMessage(NOT_ACTIVE)
                .withLastTransitionTime(Metadata.time(facts.createdAt()))
                .endCondition()
                .endStatus()
                .build());
    }

    @Override
    public Optional<Behavior> behavior(ObjectNode wish, Optional<Behavior> before) {
        return Behaviors.read(wish);
    }

    @Override
    public Bounds bounds(ObjectNode wish) {
        JsonNode spec = wish.path("spec");
        JsonNode metrics = spec.path("metrics");
        if (metrics.size() > 1) {
            throw AutoscalerForm.invalid(wish, "there is one metric, CPU; remove this one", "spec.metrics[1]");
        }
        return new Bounds(
                Trees.number(spec.path("minReplicas"), 1),
                Trees.number(spec.path("maxReplicas"), 0),
                metrics.isEmpty() ? Bounds.DEFAULT_CPU_PERCENT : percent(wish, metrics.path(0)));
    }

    private static int percent(ObjectNode wish, JsonNode metric) {
        JsonNode percent = Trees.at(metric, "resource.target.averageUtilization");
        if (!Trees.at(metric, "resource.name").asText().equals("cpu") || !percent.isIntegralNumber()) {
            throw AutoscalerForm.invalid(
                    wish,
                    "say the use of CPU as a percentage of what is requested",
                    "spec.metrics[0].resource.target.averageUtilization");
        }
        return Trees.number(percent, Bounds.DEFAULT_CPU_PERCENT);
    }
}
