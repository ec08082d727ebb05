package io.podspace.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Versions of the demo application that a rollout may bring. */
enum Version {
    GOOD("ends at once", true, Map.of()),
    NEVER_READY("never ready", false, Map.of("NEVER_READY", "1")),
    DEAF("ignores the stop signal", true, Map.of("IGNORE_TERM", "1")),
    SLOW("10 s to warm up", true, Map.of("START_DELAY", "10")),
    DIES("dies after 20 s", false, Map.of("EXIT_AFTER", "20"));

    /** What the version answers that is there before. */
    static final String OLD = "old";

    final String title;
    final boolean good;
    private final Map<String, String> behaviour;

    Version(String title, boolean good, Map<String, String> behaviour) {
        this.title = title;
        this.good = good;
        this.behaviour = behaviour;
    }

    /** What it answers at {@code /version}, and how an option names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Map<String, String> environment() {
        Map<String, String> all = new TreeMap<>(behaviour);
        all.put("VERSION", word());
        return all;
    }

    /** The pods that leave are of the old version: it has to be deaf for that to show. */
    Map<String, String> oldEnvironment() {
        return this == DEAF ? Map.of("VERSION", OLD, "IGNORE_TERM", "1") : Map.of("VERSION", OLD);
    }
}
