package io.podspace.reconcile;

import io.podspace.platform.ErrorCode;
import java.time.Duration;

/** What a start that failed means for the attempt. */
final class StartFailures {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private StartFailures() {}

    /**
     * Whether the attempt is over, since the engine refused this very container. Otherwise the same attempt is started
     * again: the engine did not answer, or what the container needs is not there yet.
     */
    static boolean ends(ErrorCode code) {
        return switch (code) {
            case HOST_UNREACHABLE, NOT_FOUND, DATABASE, IMAGE, IMAGE_DENIED, INTERNAL, TOO_MANY_REQUESTS -> false;
            case INVALID, ALREADY_EXISTS, CONFLICT, UNAUTHENTICATED, FORBIDDEN, EXHAUSTED, HOST_FULL, ENGINE, PROXY ->
                true;
        };
    }

    /** @param times failures in a row, at least 1 */
    static Duration pause(int times) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(times - 1, 10));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
