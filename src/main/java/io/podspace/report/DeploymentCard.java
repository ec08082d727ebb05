package io.podspace.report;

import io.podspace.deployment.RolloutState;
import io.podspace.pod.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment on the overview.
 *
 * @param labels by which services find its pods
 * @param state word of the reconciler
 * @param wanted replicas
 * @param ready pods of any revision that are ready
 * @param rings the current revision first; a second one while pods of others are left
 * @param message why it is not ready
 * @param nextStep what the user may do about it
 * @param setback the last rollout, when it went back or failed
 * @param generation of the intent; greater than {@code observedGeneration}: not looked at yet
 */
public record DeploymentCard(
        long id,
        String uid,
        String name,
        Map<String, String> labels,
        int revision,
        String image,
        String state,
        int wanted,
        int ready,
        List<Ring> rings,
        Optional<String> message,
        Optional<String> nextStep,
        Optional<Setback> setback,
        List<ServiceLine> services,
        boolean paused,
        boolean deleting,
        long generation,
        long observedGeneration,
        Instant createdAt) {

    /**
     * Pods of the current revision, or of all others together.
     *
     * @param revisions numbers of those that have pods, ascending; of a ring without pods the current one
     * @param slices in drawing order
     */
    public record Ring(List<Integer> revisions, List<Slice> slices) {
        public Ring {
            revisions = List.copyOf(revisions);
            slices = List.copyOf(slices);
        }

        /** Number of pods with that status. */
        public int count(PodStatus status) {
            return slices.stream()
                    .filter(slice -> slice.status() == status)
                    .mapToInt(Slice::count)
                    .sum();
        }

        /** Number of pods in the ring. */
        public int pods() {
            return slices.stream().mapToInt(Slice::count).sum();
        }
    }

    /**
     * A rollout that did not go well.
     *
     * @param revision number of the one that was to come
     */
    public record Setback(int revision, RolloutState state, Optional<String> reason) {}

    /** @param count greater than 0 */
    public record Slice(PodStatus status, int count) {}
}
