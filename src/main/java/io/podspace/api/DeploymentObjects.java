package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Shape;
import io.podspace.report.ObjectFacts;
import io.podspace.report.PodView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deployments as the objects of Kubernetes, their status counted from their pods. Pure. */
final class DeploymentObjects {
    static final String REVISION = "deployment.kubernetes.io/revision";

    private DeploymentObjects() {}

    /**
     * @param pods of the deployment that have not ended
     * @param rolledBack its last rollout failed and went back
     */
    static ObjectNode tree(
            DeploymentView view,
            Shape shape,
            ObjectFacts facts,
            PodTemplateSpec template,
            List<PodView> pods,
            boolean rolledBack,
            long version) {
        ObjectMeta meta = Metadata.of(facts, view.project(), version);
        meta.setLabels(shape.labels());
        Map<String, String> annotations = new LinkedHashMap<>(shape.annotations());
        annotations.put(REVISION, Integer.toString(view.revision()));
        meta.setAnnotations(annotations);
        int total = active(pods);
        int updated = active(
                pods.stream().filter(pod -> pod.revision() == view.revision()).toList());
        int ready = Math.toIntExact(pods.stream().filter(PodStates::ready).count());
        ObjectNode tree = Trees.of(new DeploymentBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withReplicas(view.replicas())
                .withPaused(view.paused() ? true : null)
                .withNewSelector()
                .withMatchLabels(shape.selector())
                .endSelector()
                .withStrategy(Strategies.of(view.strategy()))
                .withMinReadySeconds(view.strategy().minReadySeconds())
                .withProgressDeadlineSeconds(view.strategy().progressDeadlineSeconds())
                .withRevisionHistoryLimit(view.strategy().revisionHistoryLimit())
                .withTemplate(template)
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(view.observedGeneration())
                .withReplicas(total)
                .withUpdatedReplicas(updated)
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withUnavailableReplicas(Math.max(0, view.replicas() - ready))
                .withConditions(conditions(view, pods, ready, rolledBack))
                .endStatus()
                .build());
        ObjectNode status = (ObjectNode) tree.get("status");
        List.of("replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas")
                .forEach(field -> drop(status, field));
        return tree;
    }

    /** As in Kubernetes, a zero is not said. */
    private static void drop(ObjectNode status, String field) {
        if (status.path(field).asInt() == 0) {
            status.remove(field);
        }
    }

    private static int active(List<PodView> pods) {
        return Math.toIntExact(pods.stream().filter(pod -> pod.phase().active()).count());
    }

    private static List<DeploymentCondition> conditions(
            DeploymentView view, List<PodView> pods, int ready, boolean rolledBack) {
        boolean available = ready >= view.replicas();
        boolean complete = available
                && view.observedGeneration() >= view.generation()
                && pods.stream().allMatch(pod -> pod.revision() == view.revision());
        boolean failing = rolledBack || view.state().equals("FAILING");
        Instant since = pods.stream()
                .flatMap(pod -> pod.readyAt().stream())
                .max(Instant::compareTo)
                .orElse(view.createdAt());
        return List.of(
                condition(
                        "Available",
                        available,
                        available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                        view.message()
                                .or(() -> Optional.of("%d of %d pods are ready.".formatted(ready, view.replicas()))),
                        since),
                condition(
                        "Progressing",
                        !failing,
                        progress(view, rolledBack, complete, failing),
                        view.message().or(() -> Optional.of("Revision #%d.".formatted(view.revision()))),
                        since));
    }

    /** Clients take the word for a deadline as the end of a rollout that failed. */
    private static String progress(DeploymentView view, boolean rolledBack, boolean complete, boolean failing) {
        if (rolledBack) {
            return "ProgressDeadlineExceeded";
        }
        if (view.paused()) {
            return "DeploymentPaused";
        }
        return complete ? "NewReplicaSetAvailable" : failing ? "Failing" : "ReplicaSetUpdated";
    }

    private static DeploymentCondition condition(
            String type, boolean holds, String reason, Optional<String> message, Instant since) {
        return new DeploymentConditionBuilder()
                .withType(type)
                .withStatus(holds ? "True" : "False")
                .withReason(reason)
                .withMessage(message.orElse(null))
                .withLastTransitionTime(Metadata.time(since))
                .withLastUpdateTime(Metadata.time(since))
                .build();
    }
}
