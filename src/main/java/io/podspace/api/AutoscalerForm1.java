package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.autoscaling.v1.HorizontalPodAutoscalerBuilder;
import io.podspace.autoscale.AutoscalerView;
import io.podspace.autoscale.Behavior;
import io.podspace.autoscale.Bounds;
import io.podspace.report.ObjectFacts;
import java.util.Optional;

/** Autoscalers as {@code autoscaling/v1}: CPU has a field of its own. */
record AutoscalerForm1() implements AutoscalerForm {
    @Override
    public ObjectNode object(AutoscalerView view, String project, ObjectFacts facts, Pods pods) {
        return Trees.of(new HorizontalPodAutoscalerBuilder()
                .withMetadata(AutoscalerForm.meta(project, facts))
                .withNewSpec()
                .withNewScaleTargetRef(TARGET_VERSION, TARGET_KIND, view.deploymentName())
                .withMinReplicas(view.bounds().min())
                .withMaxReplicas(view.bounds().max())
                .withTargetCPUUtilizationPercentage(view.bounds().cpuPercent())
                .endSpec()
                .withNewStatus()
                .withCurrentReplicas(pods.there())
                .withDesiredReplicas(pods.wanted())
                .endStatus()
                .build());
    }

    @Override
    public Optional<Behavior> behavior(ObjectNode wish, Optional<Behavior> before) {
        return before;
    }

    @Override
    public Bounds bounds(ObjectNode wish) {
        JsonNode spec = wish.path("spec");
        return new Bounds(
                Trees.number(spec.path("minReplicas"), 1),
                Trees.number(spec.path("maxReplicas"), 0),
                Trees.number(spec.path("targetCPUUtilizationPercentage"), Bounds.DEFAULT_CPU_PERCENT));
    }
}
