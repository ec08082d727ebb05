package io.podspace.reconcile;

import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Staging;
import java.time.Instant;
import java.util.Optional;

/**
 * The rollout of a deployment that is not over, as its row says.
 *
 * @param from number of the revision to go back to; empty when there is no good one
 * @param to number of the new revision
 * @param reason why it goes back; empty while it goes forward
 * @param points how far it came at most; grows with each new pod that serves, and again when that has held
 * @param started when it began
 * @param progress when the points grew last
 * @param completed when the last pod was exchanged
 * @param ended when it was over
 * @param staging how far it has come, where it goes by stages
 */
record RolloutRow(
        long id,
        Optional<Integer> from,
        int to,
        RolloutState state,
        String reason,
        int points,
        Instant started,
        Instant progress,
        Optional<Instant> completed,
        Optional<Instant> ended,
        Staging staging) {

    RolloutRow progressed(int newPoints, Instant now) {
        return new RolloutRow(id, from, to, state, reason, newPoints, started, now, completed, ended, staging);
    }

    /** It came to another stage. */
    RolloutRow staged(Staging next, Instant now) {
        return new RolloutRow(id, from, to, state, reason, points, started, now, completed, ended, next);
    }

    /** All pods are exchanged. */
    RolloutRow exchanged(boolean watch, Instant now) {
        RolloutState next = watch ? RolloutState.WATCHED : RolloutState.COMPLETE;
        Optional<Instant> end = Optional.of(now).filter(moment -> !watch);
        return new RolloutRow(id, from, to, next, reason, points, started, now, Optional.of(now), end, Staging.NONE);
    }

    RolloutRow goingBack(String why, Instant now) {
        return new RolloutRow(
                id,
                from,
                to,
                RolloutState.ROLLING_BACK,
                why,
                points,
                started,
                now,
                completed,
                Optional.empty(),
                staging.back());
    }

    RolloutRow over(RolloutState end, String why, Instant now) {
        return new RolloutRow(
                id, from, to, end, why, points, started, progress, completed, Optional.of(now), Staging.NONE);
    }
}
