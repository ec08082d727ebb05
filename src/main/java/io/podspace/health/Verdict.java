package io.podspace.health;

/** What the results of a check come to, by its thresholds. */
public enum Verdict {
    /** Neither threshold was reached yet. */
    UNKNOWN,
    PASSING,
    FAILING
}
