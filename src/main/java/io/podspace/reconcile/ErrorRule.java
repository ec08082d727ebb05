package io.podspace.reconcile;

import io.podspace.service.Responses;
import java.util.Optional;

/**
 * The question: do the new pods answer with server errors much more often than the old ones? A few requests prove nothing,
 * and an application that always had some errors may have them still. Pure.
 */
final class ErrorRule {
    /** Fewer responses are no sample. */
    static final long LEAST = 50;
    /** Fewer errors are accidents. */
    static final long FEW = 5;

    private static final double MORE = 0.05;
    private static final double TIMES = 2;
    /** Where nothing is known of the old ones. */
    private static final double ALONE = 0.5;

    private ErrorRule() {}

    /** @return why the new revision is bad, with the numbers */
    static Optional<String> judge(int revision, Responses newer, Responses older) {
        if (newer.all() < LEAST || newer.failed() < FEW) {
            return Optional.empty();
        }
        boolean known = older.all() >= LEAST;
        boolean bad = known
                ? newer.rate() >= older.rate() + MORE && newer.rate() >= older.rate() * TIMES
                : newer.rate() >= ALONE;
        String before = known ? "the revision before it: %s.".formatted(older) : "no sample of the revision before it.";
        return bad
                ? Optional.of("Server errors (HTTP 5xx) of revision #%d: %s of the responses; %s"
                        .formatted(revision, newer, before))
                : Optional.empty();
    }
}
