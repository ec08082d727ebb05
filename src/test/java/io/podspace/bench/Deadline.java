package io.podspace.bench;

import java.time.Duration;

/** When a benchmark begins nothing new, so that a run that takes too long still ends with a report of what it has. */
final class Deadline {
    private final long end;

    Deadline(int minutes) {
        end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    }

    boolean passed() {
        return System.nanoTime() > end;
    }
}
