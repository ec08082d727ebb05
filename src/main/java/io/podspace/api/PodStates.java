package io.podspace.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.report.PodView;
import java.util.Optional;

/** How a pod fares, in the words of Kubernetes, from what the reconciler derived. Pure. */
final class PodStates {
    /** Why a container waits that has nothing else to wait for. */
    static final String CREATING = "ContainerCreating";

    private PodStates() {}

    static boolean ready(PodView pod) {
        return pod.status() == PodStatus.READY && pod.phase() == PodPhase.READY;
    }

    /** @param container its name */
    static void write(ObjectNode status, PodView pod, String container) {
        Optional<String> started = pod.startedAt().map(Metadata::time);
        status.put("phase", phase(pod.status(), pod.startedAt().isPresent()));
        if (pod.status() == PodStatus.UNKNOWN) {
            status.put("reason", "NodeLost");
        }
        pod.message().ifPresent(message -> status.put("message", message));
        pod.address().ifPresent(address -> {
            status.put("podIP", address);
            status.putArray("podIPs").addObject().put("ip", address);
        });
        started.ifPresent(at -> status.put("startTime", at));
        conditions(status.putArray("conditions"), pod, started);
        container(status.putArray("containerStatuses").addObject(), pod, container, started);
    }

    private static void conditions(ArrayNode conditions, PodView pod, Optional<String> started) {
        boolean ready = ready(pod);
        String since = started.orElseGet(() -> Metadata.time(pod.createdAt()));
        String readySince = Metadata.time(pod.readyAt().orElse(pod.createdAt()));
        boolean scheduled =
                pod.host().isPresent() || pod.status() == PodStatus.WARNING; // that one waits for its time alone
        condition(conditions, "PodScheduled", scheduled, "Unschedulable", since, pod);
        condition(conditions, "Initialized", true, "", since, pod);
        condition(conditions, "ContainersReady", ready, "ContainersNotReady", since, pod);
        condition(conditions, "Ready", ready, "ContainersNotReady", readySince, pod);
    }

    private static void condition(
            ArrayNode conditions, String type, boolean holds, String otherwise, String since, PodView pod) {
        ObjectNode condition = conditions.addObject().put("type", type).put("status", holds ? "True" : "False");
        if (!holds) {
            condition.put("reason", otherwise);
            pod.message().ifPresent(message -> condition.put("message", message));
        }
        condition.put("lastTransitionTime", since);
    }

    private static void container(ObjectNode container, PodView pod, String name, Optional<String> started) {
        container.put("name", name).put("image", pod.image()).put("imageID", "");
        pod.containerId().ifPresent(id -> container.put("containerID", "docker://" + id));
        container.put("ready", ready(pod)).put("started", started.isPresent()).put("restartCount", pod.restarts());
        state(container.putObject("state"), pod, started);
        pod.previous()
                .ifPresent(
                        previous -> terminated(container.putObject("lastState").putObject("terminated"), previous));
    }

    /** With the reasons that the kubelet gives. */
    private static void terminated(ObjectNode terminated, PodView.Previous previous) {
        terminated.put("exitCode", previous.exitCode());
        terminated.put(
                "reason", previous.outOfMemory() ? "OOMKilled" : previous.exitCode() == 0 ? "Completed" : "Error");
        previous.startedAt().ifPresent(at -> terminated.put("startedAt", Metadata.time(at)));
        previous.endedAt().ifPresent(at -> terminated.put("finishedAt", Metadata.time(at)));
        previous.containerId().ifPresent(id -> terminated.put("containerID", "docker://" + id));
    }

    /**
     * One that waits to be started again runs, as Kubernetes says of it.
     *
     * @param started whether its container has been started
     * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase">pod phase</a>
     */
    static String phase(PodStatus status, boolean started) {
        return switch (status) {
            case WARNING -> "Running";
            case READY, NOT_READY, TERMINATING -> started ? "Running" : "Pending";
            case ERROR -> started ? "Failed" : "Pending";
            case STARTING, PENDING -> "Pending";
            case UNKNOWN -> "Unknown";
        };
    }

    private static void state(ObjectNode state, PodView pod, Optional<String> started) {
        switch (pod.status()) {
            case READY, NOT_READY, TERMINATING, UNKNOWN ->
                started.ifPresentOrElse(
                        at -> state.putObject("running").put("startedAt", at), () -> waiting(state, pod, CREATING));
            case WARNING -> waiting(state, pod, "CrashLoopBackOff");
            case ERROR ->
                waiting(
                        state,
                        pod,
                        pod.reason()
                                        .filter(reason -> reason.startsWith("Image"))
                                        .isPresent()
                                ? "ImagePullBackOff"
                                : "CreateContainerError");
            case STARTING, PENDING ->
                waiting(
                        state,
                        pod,
                        pod.reason().filter("StartDelayed"::equals).isPresent()
                                ? "CreateContainerConfigError"
                                : CREATING);
        }
    }

    private static void waiting(ObjectNode state, PodView pod, String reason) {
        ObjectNode waiting = state.putObject("waiting").put("reason", reason);
        pod.message().ifPresent(message -> waiting.put("message", message));
    }
}
