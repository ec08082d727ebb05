package io.podspace.health;

import java.time.Instant;

/**
 * The last run of a check, as the one who runs it reports it.
 *
 * @param verdict by all runs so far
 * @param passes in a row; 0 when the last run failed
 * @param fails in a row; 0 when the last run passed
 * @param passed the last run
 * @param status of an HTTP answer, or exit code of a command; 0: there was none
 * @param millis how long the last run took
 * @param at end of the last run; the epoch: none has run yet
 * @param text first bytes of the answer, or why there was none; printable, at most 200 characters, may be empty
 */
public record Result(
        Role role,
        Verdict verdict,
        int passes,
        int fails,
        boolean passed,
        int status,
        int millis,
        Instant at,
        String text) {

    /** For people, e.g. {@code HTTP 500: out of order}. */
    public String words() {
        String code = status == 0 ? "" : "HTTP " + status;
        return code.isEmpty() || text.isEmpty() ? code + text : code + ": " + text;
    }
}
