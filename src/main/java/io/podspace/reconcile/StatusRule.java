package io.podspace.reconcile;

import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.reconcile.DeploymentStatus.State;
import java.util.List;
import java.util.Optional;

/** What is said about a deployment, derived from what is said about its pods. Pure. */
final class StatusRule {
    private StatusRule() {}

    /**
     * @param pods attempts that have not ended, new ones included, each with its display
     * @param missing pods that have no row, for want of room
     * @param hook what hooks do; empty: nothing to say
     */
    static DeploymentStatus of(
            Wanted wanted, List<PodRow> pods, int missing, String missingWhy, Optional<String> hook) {
        if (wanted.deleting()) {
            return new DeploymentStatus(
                    State.DELETING, pods.isEmpty() ? "" : "%s to be removed first.".formatted(pods(pods.size())));
        }
        Optional<PodRow> unknown = first(pods, PodStatus.UNKNOWN);
        if (unknown.isPresent()) {
            return new DeploymentStatus(State.UNKNOWN, unknown.get().display().message());
        }
        if (wanted.replicas() == 0) {
            return pods.isEmpty()
                    ? new DeploymentStatus(State.STOPPED, "")
                    : new DeploymentStatus(State.PROGRESSING, "%s being stopped.".formatted(are(pods.size())));
        }
        long ready = pods.stream()
                .filter(pod -> pod.phase() == PodPhase.READY && pod.display().status() == PodStatus.READY)
                .count();
        boolean still =
                pods.size() == wanted.replicas() && pods.stream().allMatch(pod -> pod.revision() == wanted.revision());
        if (ready == wanted.replicas() && still) {
            return new DeploymentStatus(State.READY, "");
        }
        String counts = "%d of %s ready.".formatted(ready, are(wanted.replicas()));
        if (wanted.goesBack() && ready > 0) {
            return new DeploymentStatus(
                    State.PROGRESSING,
                    "Rolling back: %s %s"
                            .formatted(wanted.rollout().map(RolloutRow::reason).orElse(""), counts));
        }
        Optional<String> trouble = HookWords.barred(wanted).or(() -> trouble(wanted, pods, missing, missingWhy));
        return trouble.map(why -> new DeploymentStatus(ready == 0 ? State.FAILING : State.DEGRADED, counts + " " + why))
                .orElseGet(() -> new DeploymentStatus(
                        State.PROGRESSING,
                        hook.map(words -> counts + " " + words).orElse(counts)));
    }

    private static Optional<String> trouble(Wanted wanted, List<PodRow> pods, int missing, String missingWhy) {
        Optional<PodRow> worst = first(pods, PodStatus.ERROR)
                .or(() -> first(pods, PodStatus.WARNING))
                .or(() -> pods.stream()
                        .filter(pod -> pod.display().status() == PodStatus.NOT_READY && pod.phase() == PodPhase.READY)
                        .findFirst());
        if (worst.isPresent()) {
            return Optional.of("%s-%d: %s"
                    .formatted(
                            wanted.name(),
                            worst.get().slot(),
                            worst.get().display().message()));
        }
        if (missing > 0) {
            long waiting = pods.stream()
                    .filter(pod -> pod.display().status() == PodStatus.PENDING)
                    .count();
            return Optional.of("%s without a place: %s.".formatted(are(missing + waiting), missingWhy));
        }
        return first(pods, PodStatus.PENDING)
                .filter(pod -> !pod.display().message().isEmpty())
                .map(pod -> "%s-%d: %s"
                        .formatted(wanted.name(), pod.slot(), pod.display().message()));
    }

    private static Optional<PodRow> first(List<PodRow> pods, PodStatus status) {
        return pods.stream().filter(pod -> pod.display().status() == status).findFirst();
    }

    private static String pods(long count) {
        return count == 1 ? "1 pod has" : count + " pods have";
    }

    private static String are(long count) {
        return count == 1 ? "1 pod is" : count + " pods are";
    }
}
