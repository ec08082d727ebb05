package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.report.PodView;
import java.util.List;
import java.util.Map;

/** Pods as the objects of Kubernetes, from what the reconciler derived. Pure. */
final class PodObjects {
    private PodObjects() {}

    /**
     * @param owner the deployment's shape: labels and container of its pods
     * @param spec of the pod's revision
     */
    static ObjectNode tree(PodView pod, String namespace, Owner owner, PodSpec spec, long version) {
        return Trees.of(of(pod, namespace, owner, spec, version));
    }

    /**
     * @param uid of the replica set
     * @param container name of the container
     */
    record Owner(String replicaSet, String uid, Map<String, String> labels, String container) {}

    private static Pod of(PodView pod, String namespace, Owner owner, PodSpec template, long version) {
        ObjectMeta meta = Metadata.of(pod.uid(), pod.name(), namespace, version, pod.createdAt());
        meta.setLabels(owner.labels());
        meta.setOwnerReferences(List.of(new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("ReplicaSet")
                .withName(owner.replicaSet())
                .withUid(owner.uid())
                .withController(true)
                .build()));
        if (pod.phase().compareTo(PodPhase.READY) > 0) {
            meta.setDeletionTimestamp(Metadata.time(pod.createdAt()));
            meta.setDeletionGracePeriodSeconds(template.getTerminationGracePeriodSeconds());
        }
        return new PodBuilder()
                .withMetadata(meta)
                .withSpec(new PodSpecBuilder(template)
                        .withNodeName(pod.host().orElse(null))
                        .build())
                .withNewStatus()
                .withPhase(phase(pod))
                .withReason(pod.status() == PodStatus.UNKNOWN ? "NodeLost" : null)
                .withMessage(pod.message().orElse(null))
                .withPodIP(pod.address().orElse(null))
                .withPodIPs(pod.address().map(PodIP::new).map(List::of).orElse(null))
                .withHostIP(null)
                .withStartTime(pod.startedAt().map(Metadata::time).orElse(null))
                .withConditions(
                        condition(
                                "PodScheduled",
                                pod.host().isPresent(),
                                pod.host().isPresent() ? null : "Unschedulable",
                                pod),
                        condition("Initialized", true, null, pod),
                        condition("ContainersReady", ready(pod), ready(pod) ? null : "ContainersNotReady", pod),
                        condition("Ready", ready(pod), ready(pod) ? null : "ContainersNotReady", pod))
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withName(owner.container())
                        .withImage(pod.image())
                        .withImageID("")
                        .withContainerID(
                                pod.containerId().map(id -> "docker://" + id).orElse(null))
                        .withReady(ready(pod))
                        .withStarted(pod.startedAt().isPresent())
                        .withRestartCount(pod.restarts())
                        .withState(state(pod))
                        .build())
                .endStatus()
                .build();
    }

    static boolean ready(PodView pod) {
        return pod.status() == PodStatus.READY && pod.phase() == PodPhase.READY;
    }

    private static PodCondition condition(String type, boolean holds, String reason, PodView pod) {
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(holds ? "True" : "False")
                .withReason(reason)
                .withMessage(holds ? null : pod.message().orElse(null))
                .withLastTransitionTime(
                        Metadata.time((type.equals("Ready") ? pod.readyAt() : pod.startedAt()).orElse(pod.createdAt())))
                .build();
    }

    private static String phase(PodView pod) {
        return switch (pod.status()) {
            case READY, NOT_READY, WARNING, TERMINATING -> pod.startedAt().isPresent() ? "Running" : "Pending";
            case ERROR -> pod.startedAt().isPresent() ? "Failed" : "Pending";
            case STARTING, PENDING -> "Pending";
            case UNKNOWN -> "Unknown";
        };
    }

    private static ContainerState state(PodView pod) {
        return switch (pod.status()) {
            case READY, NOT_READY, TERMINATING, UNKNOWN ->
                pod.startedAt()
                        .map(at -> new ContainerStateBuilder()
                                .withNewRunning(Metadata.time(at))
                                .build())
                        .orElseGet(() -> waiting(pod, "ContainerCreating"));
            case WARNING -> waiting(pod, "CrashLoopBackOff");
            case ERROR ->
                waiting(
                        pod,
                        pod.reason()
                                        .filter(reason -> reason.startsWith("Image"))
                                        .isPresent()
                                ? "ImagePullBackOff"
                                : "CreateContainerError");
            case STARTING, PENDING ->
                waiting(
                        pod,
                        pod.reason().filter("StartDelayed"::equals).isPresent()
                                ? "CreateContainerConfigError"
                                : "ContainerCreating");
        };
    }

    private static ContainerState waiting(PodView pod, String reason) {
        return new ContainerStateBuilder()
                .withNewWaiting(pod.message().orElse(null), reason)
                .build();
    }
}
