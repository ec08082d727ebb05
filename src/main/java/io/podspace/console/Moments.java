package io.podspace.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them: near ones by distance, far ones by date. Pure. */
final class Moments {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Moments() {}

    /** E.g. "4 s ago", "in 80 s", "3 h ago", "5 Nov 2026". */
    static String near(Instant moment, Instant now) {
        Duration distance = Duration.between(moment, now);
        boolean ahead = distance.toSeconds() < 0;
        long seconds = Math.abs(distance.toSeconds());
        if (seconds < 2) {
            return "just now";
        }
        if (seconds > 30 * 86_400L) {
            return DATE.format(moment);
        }
        return ahead ? "in " + length(seconds) : length(seconds) + " ago";
    }

    /** A length in its greatest fitting unit, e.g. "80 s", "5 min", "2 h", "3 d". */
    static String length(long seconds) {
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 5400) {
            return Math.round(seconds / 60.0) + " min";
        }
        return seconds < 172_800 ? Math.round(seconds / 3600.0) + " h" : Math.round(seconds / 86_400.0) + " d";
    }

    static String exact(Instant moment) {
        return EXACT.format(moment);
    }
}
