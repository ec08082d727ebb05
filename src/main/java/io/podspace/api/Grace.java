package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/** How long a client gives what it deletes to end ({@code --grace-period}), from the body or the query. Pure. */
final class Grace {
    private static final int LONGEST_SECONDS = 3600;

    private Grace() {}

    /** @throws ApiFault 400 when it is no number from 0 to 3600 */
    static OptionalInt of(Target target, JsonNode options) {
        JsonNode given = options.path("gracePeriodSeconds");
        if (given.isMissingNode() || given.isNull()) {
            return target.query("gracePeriodSeconds").isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of((int) target.number("gracePeriodSeconds", 0, LONGEST_SECONDS));
        }
        if (!given.isIntegralNumber() || given.asLong() < 0 || given.asLong() > LONGEST_SECONDS) {
            throw ApiFault.badRequest(
                    "gracePeriodSeconds: '%s' is no number from 0 to %d".formatted(given.asText(), LONGEST_SECONDS));
        }
        return OptionalInt.of(given.asInt());
    }
}
