package io.podspace.reconcile;

import java.time.Duration;

/**
 * How long a slot waits before its next attempt. The first restart is immediate, since a single death is mostly an
 * accident and waiting would only make it longer; then 10, 20, 40 ... 300 seconds (as Kubernetes). An attempt that ran
 * for ten minutes clears the count.
 */
final class RestartDelay {
    static final Duration CLEAN_RUN = Duration.ofMinutes(10);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(300);

    private RestartDelay() {}

    /** @param failures in a row, the last one included; at least 1 */
    static Duration after(int failures) {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(failures - 2, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    /** The count after an attempt has ended that ran so long. */
    static int failures(int before, Duration ran) {
        return ran.compareTo(CLEAN_RUN) >= 0 ? 1 : before + 1;
    }
}
