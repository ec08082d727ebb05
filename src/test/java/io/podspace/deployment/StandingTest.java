package io.podspace.deployment;

import static io.podspace.deployment.Decision.ABORT;
import static io.podspace.deployment.Decision.PAUSE;
import static io.podspace.deployment.Decision.PROMOTE;
import static io.podspace.deployment.Decision.RESUME;
import static io.podspace.deployment.Decision.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be decided about a rollout, by its state. */
class StandingTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Strategy CANARY = Strategy.DEFAULT.with(Strategy.Kind.CANARY);

    @Test
    void offersWhatDoesSomethingNow() {
        Map<RolloutState, Set<Decision>> going = Map.of(
                RolloutState.RUNNING, Set.of(PAUSE, ABORT),
                RolloutState.WATCHED, Set.of(ABORT),
                RolloutState.ROLLING_BACK, Set.of(PAUSE),
                RolloutState.COMPLETE, Set.of(),
                RolloutState.ROLLED_BACK, Set.of(RETRY),
                RolloutState.FAILED, Set.of(RETRY),
                RolloutState.SUPERSEDED, Set.of());
        going.forEach((state, decisions) ->
                assertThat(standing(false, state).possible()).as("%s", state).isEqualTo(decisions));
    }

    @Test
    void offersToResumeWhereverItIsPausedAndNoTryThatWouldWait() {
        Map<RolloutState, Set<Decision>> paused = Map.of(
                RolloutState.PAUSED, Set.of(RESUME, ABORT),
                RolloutState.WATCHED, Set.of(RESUME, ABORT),
                RolloutState.ROLLING_BACK, Set.of(RESUME),
                RolloutState.COMPLETE, Set.of(RESUME),
                RolloutState.ROLLED_BACK, Set.of(RESUME),
                RolloutState.FAILED, Set.of(RESUME),
                RolloutState.SUPERSEDED, Set.of(RESUME));
        paused.forEach((state, decisions) -> {
            assertThat(standing(true, state).possible()).as("%s", state).isEqualTo(decisions);
            assertThat(standing(true, state).holdsChanges())
                    .as("%s says that changes wait", state)
                    .isEqualTo(state != RolloutState.PAUSED);
        });
    }

    @Test
    void offersNothingBeforeTheFirstRolloutButToResume() {
        assertThat(new Standing(false, CANARY, Optional.empty()).possible()).isEmpty();
        assertThat(new Standing(false, CANARY, Optional.empty()).holdsChanges()).isFalse();
        assertThat(new Standing(true, CANARY, Optional.empty()).possible()).containsExactly(RESUME);
        assertThat(new Standing(true, CANARY, Optional.empty()).holdsChanges()).isTrue();
    }

    @Test
    void promotesAStageWhosePodsHold() {
        Staging holds = new Staging(Optional.of(1), Optional.of(NOW), Optional.of(50));
        Staging past = new Staging(Optional.of(2), Optional.of(NOW), Optional.of(50));
        assertThat(promotion(CANARY, RolloutState.RUNNING, holds)).isEmpty();
        assertThat(promotion(CANARY, RolloutState.RUNNING, Staging.BEGIN).orElseThrow())
                .contains("too early to go on");
        assertThat(promotion(CANARY, RolloutState.RUNNING, past).orElseThrow()).contains("in no stage");
        assertThat(promotion(Strategy.DEFAULT, RolloutState.RUNNING, holds).orElseThrow())
                .contains("in no stage");
        assertThat(promotion(CANARY, RolloutState.PAUSED, holds).orElseThrow())
                .isEqualTo("The rollout is paused, so there is nothing to promote.");
    }

    @Test
    void goesBackOnlyToAGoodRevision() {
        Standing nowhere = standing(false, RolloutState.RUNNING, Optional.empty(), Staging.NONE, CANARY);
        assertThat(nowhere.possible()).containsExactly(PAUSE);
        assertThat(nowhere.refusal(ABORT).orElseThrow()).contains("no good revision to go back to");
    }

    private static Optional<String> promotion(Strategy strategy, RolloutState state, Staging staging) {
        return standing(state == RolloutState.PAUSED, state, Optional.of(1), staging, strategy)
                .refusal(PROMOTE);
    }

    private static Standing standing(boolean paused, RolloutState state) {
        return standing(paused, state, Optional.of(1), Staging.BEGIN, CANARY);
    }

    private static Standing standing(
            boolean paused, RolloutState state, Optional<Integer> from, Staging staging, Strategy strategy) {
        RolloutView rollout = new RolloutView(
                1,
                from,
                2,
                state,
                Optional.empty(),
                "image",
                "ada",
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty(),
                staging,
                List.of());
        return new Standing(paused, strategy, Optional.of(rollout));
    }
}
