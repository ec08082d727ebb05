package io.podspace.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One rollout.
 *
 * @param from number of the revision to go back to; empty when there is no good one
 * @param to number of the new revision
 * @param reason why it failed or was aborted
 * @param cause what the new revision changes
 * @param progressAt when it came forward last; the deadline counts from then
 * @param completedAt when the last pod was exchanged
 * @param endedAt when it was over
 * @param staging how far it has come, where it goes by stages
 * @param hooks of it, in their order
 */
public record RolloutView(
        long id,
        Optional<Integer> from,
        int to,
        RolloutState state,
        Optional<String> reason,
        String cause,
        String startedBy,
        Instant startedAt,
        Instant progressAt,
        Optional<Instant> completedAt,
        Optional<Instant> endedAt,
        Staging staging,
        List<HookView> hooks) {
    public RolloutView {
        hooks = List.copyOf(hooks);
    }
}
