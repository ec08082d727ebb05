package io.podspace.health;

import java.util.Locale;

/** What a check decides. */
public enum Role {
    /** Holds the other two back until it passes once; failing, the pod is restarted. */
    STARTUP,
    /** Failing, the pod is restarted. */
    LIVENESS,
    /** Failing, the pod gets no requests, and goes on. */
    READINESS;

    /** For people, e.g. {@code readiness}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
