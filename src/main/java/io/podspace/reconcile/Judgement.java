package io.podspace.reconcile;

import io.podspace.activity.Severity;
import io.podspace.deployment.Hook.Moment;
import io.podspace.deployment.HookState;
import io.podspace.deployment.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The question: how is the rollout doing? It has failed when the new pods say so ({@link FailureRule}), or when nothing
 * got better for the progress deadline; after completion crash loops and errors still count for a while. Time does not count while a host is silent: what is unknown is not bad; nor while an old pod leaves, since its connections
 * and its stop take the time that they were promised. A function of the snapshot, after the fleet's steps.
 */
final class Judgement {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Draft draft;
    private final Wanted wanted;
    private final Readiness readiness;
    private final List<PodRow> live = new ArrayList<>();
    private final List<PodRow> current;
    private final FailureRule failureRule;

    Judgement(Draft draft, Wanted wanted) {
        this.draft = draft;
        this.wanted = wanted;
        readiness = new Readiness(draft, wanted);
        live.addAll(draft.live());
        live.addAll(draft.created);
        current = live.stream()
                .filter(pod -> pod.active() && pod.revision() == wanted.revision())
                .toList();
        failureRule = new FailureRule(draft, wanted, live, current, readiness);
    }

    /** @return the row as it shall be; empty when there is none, or nothing changes */
    Optional<RolloutRow> judge() {
        return wanted.rollout().filter(row -> !wanted.deleting()).flatMap(this::judge);
    }

    private Optional<RolloutRow> judge(RolloutRow row) {
        return switch (row.state()) {
            case RUNNING -> running(row);
            case WATCHED -> watched(row);
            case ROLLING_BACK ->
                isExchanged() ? Optional.of(over(row, RolloutState.ROLLED_BACK, row.reason())) : Optional.empty();
            case PAUSED, COMPLETE, ROLLED_BACK, FAILED, SUPERSEDED -> Optional.empty();
        };
    }

    private Optional<RolloutRow> running(RolloutRow row) {
        Optional<HookRow> before = notPassed(row, Moment.BEFORE);
        if (before.isPresent()) {
            return waits(row, before.get());
        }
        Optional<String> bad = failureRule.whileRunning(row);
        if (bad.isPresent()) {
            return Optional.of(failed(row, bad.get()));
        }
        if (draft.hookEnded) {
            return Optional.of(row.progressed(row.points(), draft.now()));
        }
        if (isExchanged()) {
            Optional<HookRow> after = notPassed(row, Moment.AFTER);
            if (after.isPresent()) {
                return waits(row, after.get());
            }
            boolean watch = wanted.strategy().watchSeconds() > 0;
            note(Severity.NORMAL, "RolloutComplete", "Every pod is of revision #%d.".formatted(row.to()));
            draft.lookIn(Duration.ZERO);
            return Optional.of(row.exchanged(watch, draft.now()));
        }
        if (row.staging().stage().isPresent()) {
            Optional<RolloutRow> turn = new StageRule(draft, wanted, current, readiness).turn(row);
            if (turn.isPresent()) {
                return turn;
            }
        }
        int points = (int) (current.stream().filter(readiness::readyAndServes).count()
                + current.stream().filter(readiness::available).count());
        if (points > row.points()) {
            return Optional.of(row.progressed(points, draft.now()));
        }
        if (pauses(row)) {
            return Optional.empty();
        }
        boolean excused = live.stream().anyMatch(pod -> !draft.snapshot.reachable(pod) || leavesForIt(pod));
        return deadline(row, excused, failureRule.worst());
    }

    /** @param excused whether time does not count just now */
    private Optional<RolloutRow> deadline(RolloutRow row, boolean excused, String worst) {
        Duration limit = Duration.ofSeconds(wanted.strategy().progressDeadlineSeconds());
        Instant deadline = row.progress().plus(limit);
        if (excused) {
            boolean late = draft.now().isAfter(row.progress().plus(limit.dividedBy(2)));
            return late ? Optional.of(row.progressed(row.points(), draft.now())) : Optional.empty();
        }
        if (draft.now().isBefore(deadline)) {
            draft.lookAt(deadline);
            return Optional.empty();
        }
        return Optional.of(failed(row, "Nothing got better for %d s.%s".formatted(limit.toSeconds(), worst)));
    }

    private Optional<HookRow> notPassed(RolloutRow row, Moment moment) {
        return draft.hooks().stream()
                .filter(hook -> hook.rollout() == row.id() && hook.moment() == moment && !hook.passed())
                .findFirst();
    }

    /** A hook that runs has its own limit; until then the deadline counts. */
    private Optional<RolloutRow> waits(RolloutRow row, HookRow hook) {
        if (hook.state() == HookState.FAILED) {
            String why = HookSteps.why(hook);
            return Optional.of(hook.moment() == Moment.BEFORE ? untouched(row, why) : failed(row, why));
        }
        boolean silent = hook.host()
                .filter(host -> !draft.snapshot.sights().containsKey(host)
                        || !draft.snapshot.sights().get(host).reachable())
                .isPresent();
        return deadline(
                row,
                silent || hook.started().isPresent(),
                " %s has not started. %s"
                        .formatted(hook.words(), draft.hookWaits)
                        .stripTrailing());
    }

    /** No pod of it was ever made, so there is nothing to look at: it goes back also where that is not asked for. */
    private RolloutRow untouched(RolloutRow row, String why) {
        return row.from().isPresent() ? back(row, why) : over(row, RolloutState.FAILED, why);
    }

    /** An old pod that is given time for its requests and its stop; both are bounded. */
    private boolean leavesForIt(PodRow pod) {
        return !pod.active() && pod.revision() != wanted.revision();
    }

    /** A stage that waits for its time, or for somebody, is not late. */
    private boolean pauses(RolloutRow row) {
        return row.staging().since().isPresent()
                && wanted.stage()
                        .filter(stage -> stage.waitsForPromotion()
                                || draft.now()
                                        .isBefore(row.staging().since().get().plusSeconds(stage.pauseSeconds())))
                        .isPresent();
    }

    private Optional<RolloutRow> watched(RolloutRow row) {
        Optional<String> bad = failureRule.whileWatched(row);
        if (bad.isPresent()) {
            return Optional.of(failed(row, bad.get()));
        }
        Instant end = row.completed()
                .orElse(draft.now())
                .plusSeconds(wanted.strategy().watchSeconds());
        if (draft.now().isBefore(end)) {
            draft.lookAt(end);
            return Optional.empty();
        }
        LastLook look = new LastLook(draft.snapshot, current, end);
        if (look.awaited()) {
            draft.lookIn(LOOK_AGAIN);
            return Optional.empty();
        }
        if (!look.missing().isEmpty()) {
            note(Severity.WARNING, "WatchEndedUnseen", "Revision #%d: %s".formatted(row.to(), look.missing()));
        }
        return Optional.of(row.over(RolloutState.COMPLETE, look.missing(), draft.now()));
    }

    private RolloutRow failed(RolloutRow row, String why) {
        return wanted.strategy().rollBack() && row.from().isPresent()
                ? back(row, why)
                : over(row, RolloutState.FAILED, why);
    }

    private RolloutRow back(RolloutRow row, String why) {
        note(
                Severity.ERROR,
                "RollingBack",
                "Revision #%d goes back to #%d. %s"
                        .formatted(row.to(), row.from().orElseThrow(), why));
        draft.lookIn(Duration.ZERO);
        return row.goingBack(why, draft.now());
    }

    private RolloutRow over(RolloutRow row, RolloutState end, String why) {
        if (end == RolloutState.FAILED) {
            note(Severity.ERROR, "RolloutFailed", "Revision #%d: %s".formatted(row.to(), why));
        } else {
            note(
                    Severity.WARNING,
                    "RolledBack",
                    "Every pod is of the revision before #%d again. %s".formatted(row.to(), why));
        }
        return row.over(end, why, draft.now());
    }

    /** Every wanted pod is of the current revision and has held, and nothing else is left. */
    boolean isExchanged() {
        return current.size() == wanted.pods()
                && current.stream().allMatch(readiness::available)
                && live.stream().allMatch(pod -> pod.revision() == wanted.revision());
    }

    private void note(Severity severity, String reason, String message) {
        draft.notes.add(new Note(severity, reason, message));
    }
}
