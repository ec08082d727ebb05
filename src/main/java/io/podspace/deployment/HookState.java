package io.podspace.deployment;

/** How far a hook of one rollout has come; moves only forward. */
public enum HookState {
    /** Its moment has not come, or there was no place for it yet. */
    WAITING,
    /** It has its host; its container is made, runs, or is being stopped. */
    RUNNING,
    /** Its command ended with exit code 0. */
    SUCCEEDED,
    /** It ended with another code, took too long, or could not be run. */
    FAILED,
    /** The rollout did not go on, so it was stopped. */
    CANCELLED;

    /** Whether nothing more will happen to it. */
    public boolean over() {
        return switch (this) {
            case WAITING, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }
}
