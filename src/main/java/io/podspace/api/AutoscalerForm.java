package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podspace.autoscale.AutoscalerView;
import io.podspace.autoscale.Behavior;
import io.podspace.autoscale.Bounds;
import io.podspace.report.ObjectFacts;
import java.util.List;
import java.util.Optional;

/** A version in which autoscalers are written and shown. Pure. */
sealed interface AutoscalerForm permits AutoscalerForm1, AutoscalerForm2 {
    String TARGET_VERSION = "apps/v1";
    String TARGET_KIND = "Deployment";

    /** Why no pods come or go by themselves. */
    String NOT_ACTIVE = "PodSpace reads no metrics yet: the number of pods stays what it was set to.";

    /**
     * Pods of the deployment.
     *
     * @param there that run or are on their way
     */
    record Pods(int there, int wanted) {}

    ObjectNode object(AutoscalerView view, String project, ObjectFacts facts, Pods pods);

    /** @throws ApiFault 422 when it is by something else than CPU */
    Bounds bounds(ObjectNode wish);

    /**
     * How fast the number of pods may change.
     *
     * @param before as it was; a version that has no words for it leaves it so
     */
    Optional<Behavior> behavior(ObjectNode wish, Optional<Behavior> before);

    /** Name of the deployment whose pods it is for. */
    static String deployment(ObjectNode wish) {
        JsonNode target = Trees.at(wish, "spec.scaleTargetRef");
        if (!target.path("kind").asText().equals(TARGET_KIND)) {
            throw invalid(wish, "is required: Deployment", "spec.scaleTargetRef.kind");
        }
        return target.path("name").asText();
    }

    static ObjectMeta meta(String project, ObjectFacts facts) {
        ObjectMeta meta = Metadata.of(facts, project, facts.version());
        meta.setGeneration(null);
        return meta;
    }

    static ApiFault invalid(ObjectNode wish, String message, String field) {
        return ApiFault.invalid(
                "HorizontalPodAutoscaler.autoscaling \"%s\""
                        .formatted(wish.path("metadata").path("name").asText()),
                List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }
}
