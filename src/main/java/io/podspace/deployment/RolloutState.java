package io.podspace.deployment;

/** How far a rollout has come. */
public enum RolloutState {
    /** Pods are being exchanged. */
    RUNNING,
    /** A user holds it; nothing is exchanged and its deadline does not count. */
    PAUSED,
    /** All pods are exchanged; a crash loop or server errors of the new ones still roll back. */
    WATCHED,
    /** It failed or was aborted, and the pods go back to the old revision. */
    ROLLING_BACK,
    /** Over: every pod is of the new revision. */
    COMPLETE,
    /** Over: every pod is of the old revision again; the reason is told. */
    ROLLED_BACK,
    /** Over: it failed, and the strategy or the lack of a good revision forbids to go back. */
    FAILED,
    /** Over: another rollout took its place. */
    SUPERSEDED;

    /** Whether nothing more will happen to it. */
    public boolean over() {
        return switch (this) {
            case RUNNING, PAUSED, WATCHED, ROLLING_BACK -> false;
            case COMPLETE, ROLLED_BACK, FAILED, SUPERSEDED -> true;
        };
    }
}
