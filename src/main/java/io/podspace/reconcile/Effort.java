package io.podspace.reconcile;

import io.podspace.platform.ErrorCode;
import java.time.Instant;

/** What this process is doing, or did last, to one container. Lost with the process: what is seen on the host counts. */
sealed interface Effort {

    /** It waits for its turn or is under way. */
    record Running(Action.Effect effect) implements Effort {}

    /**
     * It succeeded.
     *
     * @param listings how many listings of the host had been begun by then: only a later one shows the result
     */
    record Done(Action.Effect effect, long listings) implements Effort {}

    /** It ended, and this is what was left. */
    record Harvested(Action.Effect effect, Ending ending) implements Effort {}

    /**
     * The command of its check was run for a first time.
     *
     * @param missing it is not in the container, or cannot be executed
     */
    record Tried(Action.Effect effect, boolean missing) implements Effort {}

    /** @param times failures of this effect in a row */
    record Failed(Action.Effect effect, ErrorCode code, String message, Instant at, int times) implements Effort {}

    Action.Effect effect();
}
