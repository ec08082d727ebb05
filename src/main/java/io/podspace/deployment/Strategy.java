package io.podspace.deployment;

import io.podspace.platform.Json;
import java.util.List;

/**
 * How a new revision takes the place of the old one. Belongs to the deployment, not to a revision: changing it starts
 * nothing. Immutable; stored as JSON.
 *
 * @param kind how the exchange goes
 * @param maxSurge pods beyond the wanted number that may be there meanwhile; a percentage rounds up
 * @param maxUnavailable pods of the wanted number that may be missing meanwhile; a percentage rounds down
 * @param minReadySeconds how long a new pod has to hold ready before it counts as available; an old one leaves no sooner
 * @param progressDeadlineSeconds without progress for so long a rollout has failed; more than {@code minReadySeconds}
 * @param rollBack whether a failed rollout goes back by itself
 * @param watchSeconds after completion, how long a crash loop or server errors of the new pods still roll back
 * @param revisionHistoryLimit old revisions kept; 0 means that no way back is kept
 * @param drainSeconds how long the open connections of a pod that leaves have to end before its stop signal
 * @param stages of canary and blue/green; the bounds then hold for what comes after the last stage
 * @param hooks commands before and after the exchange
 */
public record Strategy(
        Kind kind,
        Amount maxSurge,
        Amount maxUnavailable,
        int minReadySeconds,
        int progressDeadlineSeconds,
        boolean rollBack,
        int watchSeconds,
        int revisionHistoryLimit,
        Integer drainSeconds,
        Stages stages,
        Hooks hooks) {
    private static final int DRAIN_SECONDS = 30;

    /**
     * @param drainSeconds null in JSON that is older than it is: the default
     * @param stages null in JSON that is older than they are: the default
     * @param hooks null in JSON that is older than they are: none
     */
    public Strategy {
        drainSeconds = drainSeconds == null ? DRAIN_SECONDS : drainSeconds;
        stages = stages == null ? Stages.DEFAULT : stages;
        hooks = hooks == null ? Hooks.NONE : hooks;
    }

    /** How the exchange goes. */
    public enum Kind {
        /** A few at a time. */
        ROLLING,
        /** All old pods are gone before the first new one starts. */
        RECREATE,
        /** New pods beside the old ones get a growing share of the requests; then the exchange goes on as by {@link #ROLLING}. */
        CANARY,
        /** A full second set beside the old one; then all requests go to it at once, and the old set leaves later. */
        BLUE_GREEN
    }

    /** One more is started, and when it holds ready, one is stopped: never fewer than wanted. */
    public static final Strategy START_ONE_STOP_ONE = new Strategy(
            Kind.ROLLING,
            Amount.of(1),
            Amount.of(0),
            10,
            600,
            true,
            120,
            10,
            DRAIN_SECONDS,
            Stages.DEFAULT,
            Hooks.NONE);

    /** One is stopped, then one is started: never more than wanted. */
    public static final Strategy STOP_ONE_START_ONE = START_ONE_STOP_ONE.with(Amount.of(0), Amount.of(1));

    public static final Strategy DEFAULT = START_ONE_STOP_ONE;

    /** @param stored JSON; null means the default */
    public static Strategy read(String stored) {
        return stored == null ? DEFAULT : Json.read(stored, Strategy.class);
    }

    /** The same with other bounds. */
    public Strategy with(Amount surge, Amount unavailable) {
        return new Strategy(
                kind,
                surge,
                unavailable,
                minReadySeconds,
                progressDeadlineSeconds,
                rollBack,
                watchSeconds,
                revisionHistoryLimit,
                drainSeconds,
                stages,
                hooks);
    }

    /** The same of another kind. */
    public Strategy with(Kind other) {
        return new Strategy(
                other,
                maxSurge,
                maxUnavailable,
                minReadySeconds,
                progressDeadlineSeconds,
                rollBack,
                watchSeconds,
                revisionHistoryLimit,
                drainSeconds,
                stages,
                hooks);
    }

    /** The same with other times. */
    public Strategy with(int minReady, int deadline, int watch) {
        return new Strategy(
                kind,
                maxSurge,
                maxUnavailable,
                minReady,
                deadline,
                rollBack,
                watch,
                revisionHistoryLimit,
                drainSeconds,
                stages,
                hooks);
    }

    /** The same with another time for the connections of pods that leave. */
    public Strategy withDrain(int seconds) {
        return new Strategy(
                kind,
                maxSurge,
                maxUnavailable,
                minReadySeconds,
                progressDeadlineSeconds,
                rollBack,
                watchSeconds,
                revisionHistoryLimit,
                seconds,
                stages,
                hooks);
    }

    /** The same with other hooks. */
    public Strategy with(Hooks others) {
        return new Strategy(
                kind,
                maxSurge,
                maxUnavailable,
                minReadySeconds,
                progressDeadlineSeconds,
                rollBack,
                watchSeconds,
                revisionHistoryLimit,
                drainSeconds,
                stages,
                others);
    }

    /** The same with other stages. */
    public Strategy with(Stages others) {
        return new Strategy(
                kind,
                maxSurge,
                maxUnavailable,
                minReadySeconds,
                progressDeadlineSeconds,
                rollBack,
                watchSeconds,
                revisionHistoryLimit,
                drainSeconds,
                others,
                hooks);
    }

    /** In their order; none for a strategy that goes without. */
    public List<Stage> sequence() {
        return switch (kind) {
            case ROLLING, RECREATE -> List.of();
            case CANARY -> stages.canary();
            case BLUE_GREEN -> stages.blueGreen();
        };
    }

    /** For people, e.g. "rolling, 1 more, 0 fewer". */
    public String words() {
        return switch (kind) {
            case ROLLING -> "rolling, %s more and %s fewer at a time".formatted(maxSurge, maxUnavailable);
            case RECREATE -> "all old pods stopped, then the new ones started";
            case CANARY -> "canary in %d steps".formatted(stages.steps().size());
            case BLUE_GREEN -> "blue/green, the old pods kept for %d s".formatted(stages.keepSeconds());
        };
    }

    /** How many pods there may be beyond so many wanted ones. */
    public int surge(int pods) {
        return kind == Kind.RECREATE ? 0 : maxSurge.roundedUp(pods);
    }

    /** How many of so many wanted pods may be missing. When rounding leaves nothing at all to move with, it is one. */
    public int unavailable(int pods) {
        if (kind == Kind.RECREATE) {
            return pods;
        }
        int missing = Math.min(pods, maxUnavailable.roundedDown(pods));
        return missing == 0 && surge(pods) == 0 ? 1 : missing;
    }
}
