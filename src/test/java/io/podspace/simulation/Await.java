package io.podspace.simulation;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Bounded waiting for a state that sends no signal. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    /** @throws AssertionError when it is not so within 20 s */
    public static void until(String what, Callable<Boolean> state) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!state.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited " + LIMIT + " in vain until " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
