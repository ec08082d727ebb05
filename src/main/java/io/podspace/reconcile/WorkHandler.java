package io.podspace.reconcile;

import java.time.Duration;
import java.util.Optional;

/** What the queue calls for each piece of work. */
@FunctionalInterface
interface WorkHandler {
    /**
     * Compares and acts. Called on a virtual thread, for one key never twice at a time. Level-triggered: it reads the
     * state anew and does nothing when there is nothing to do. What it throws is logged and tried again, later each time.
     *
     * @return when to look again even if no signal comes; empty: the sweep is early enough
     */
    Optional<Duration> handle(Work work);
}
