package io.podspace.security;

import java.time.Duration;
import java.time.Instant;

/**
 * How long somebody who keeps trying has to wait. The first tries are free, each further one doubles the pause.
 *
 * @param free failures without a pause, at least 1
 * @param longest limit of the pause
 */
record SlowDown(int free, Duration longest) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 30;

    /** For one account: guessing stays hopeless, and its owner is never locked out for long by somebody else's guesses. */
    static final SlowDown ACCOUNT = new SlowDown(5, Duration.ofMinutes(5));

    /** For one address, behind which many people may sit. */
    static final SlowDown ADDRESS = new SlowDown(20, Duration.ofMinutes(15));

    /** New accounts from one address, behind which a whole class may sign up at once: enough for it, too few for a robot. */
    static final SlowDown SIGN_UP = new SlowDown(100, Duration.ofMinutes(1));

    /** How long somebody who is blocked has to wait, in whole seconds. */
    static long seconds(Instant now, Instant until) {
        return Math.max(1, Duration.between(now, until).toSeconds() + 1);
    }

    /** @param failures in a row, at least 1, the last of them at {@code now} */
    Instant blockedUntil(int failures, Instant now) {
        if (failures <= free) {
            return now;
        }
        int doublings = Math.min(failures - free - 1, MOST_DOUBLINGS);
        Duration pause = FIRST.multipliedBy(1L << doublings);
        return now.plus(pause.compareTo(longest) > 0 ? longest : pause);
    }
}
