package io.podspace.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Bounded waiting for a state that sends no signal. */
final class Await {
    private Await() {}

    static void until(String what, Duration limit, Callable<Boolean> state) throws Exception {
        until(what, limit, Duration.ofMillis(50), state);
    }

    /** @param pause between two looks: some of them cost much */
    static void until(String what, Duration limit, Duration pause, Callable<Boolean> state) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!state.call()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("Waited " + limit + " in vain until " + what);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }
}
