package io.podspace.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Bounded waiting for a state that sends no signal. */
final class Await {
    private Await() {}

    static void until(String what, Duration limit, Callable<Boolean> state) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!state.call()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("Waited " + limit + " in vain until " + what);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}
