package io.podspace.reconcile;

import io.podspace.activity.Severity;
import io.podspace.deployment.Stage;
import io.podspace.deployment.Staging;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The question: does a rollout go on to another stage? New pods get the stage's share of requests when all of them have
 * held ready, and the next stage comes when they have had it for long enough and still hold. A function of the snapshot.
 */
final class StageRule {
    private final Draft draft;
    private final Wanted wanted;
    private final List<PodRow> current;
    private final Fleet.Knowledge readiness;

    /** @param current active attempts of the new revision */
    StageRule(Draft draft, Wanted wanted, List<PodRow> current, Fleet.Knowledge readiness) {
        this.draft = draft;
        this.wanted = wanted;
        this.current = current;
        this.readiness = readiness;
    }

    /** @param row of a rollout that goes by stages; @return as it shall be; empty when it stays where it is */
    Optional<RolloutRow> turn(RolloutRow row) {
        if (wanted.stage().isEmpty()) {
            // another strategy was chosen meanwhile: the rest goes by that
            return Optional.of(next(row, Staging.NONE));
        }
        Stage stage = wanted.stage().get();
        if (row.staging().since().isEmpty()) {
            return holds(stage) ? Optional.of(reached(row, stage)) : Optional.empty();
        }
        if (stage.waitsForPromotion()) {
            return Optional.empty();
        }
        Instant end = row.staging().since().get().plusSeconds(stage.pauseSeconds());
        if (draft.now().isBefore(end)) {
            draft.lookAt(end);
            return Optional.empty();
        }
        return holds(stage)
                ? Optional.of(next(
                        row, row.staging().next(wanted.strategy().sequence().size())))
                : Optional.empty();
    }

    private RolloutRow reached(RolloutRow row, Stage stage) {
        draft.notes.add(new Note(
                Severity.NORMAL,
                "RolloutStage",
                stage.weight() == 0
                        ? "Every pod of revision #%d holds ready, and gets no request yet.".formatted(row.to())
                        : "%d%% of the requests go to revision #%d.".formatted(stage.weight(), row.to())));
        draft.lookIn(Duration.ZERO);
        return row.staged(row.staging().reached(stage, draft.now()), draft.now());
    }

    private RolloutRow next(RolloutRow row, Staging staging) {
        draft.lookIn(Duration.ZERO);
        return row.staged(staging, draft.now());
    }

    /** All new pods of the stage are there and have held ready. */
    private boolean holds(Stage stage) {
        return current.size() >= stage.pods(wanted.pods()) && current.stream().allMatch(readiness::available);
    }
}
