package io.podspace.bench;

import java.time.Instant;

/** One way of bringing copies of the same image up; used for several rounds. */
interface Arm extends AutoCloseable {
    String name();

    /** Leaves exactly one copy running, outside of what is measured. */
    void settle() throws Exception;

    /**
     * Brings it from one copy to so many.
     *
     * @return seconds from the request until the engine had started the last of them
     */
    double scaleTo(int pods) throws Exception;

    /** Brings it back to one copy; seconds until the engine shows only that one. */
    double scaleBack() throws Exception;

    /** Wall-clock now in nanoseconds, comparable with the engine's event times on the same machine. */
    static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
