package io.podspace.bench;

/** A limit that a value shall not pass. */
record Goal(String name, double limit, double value, boolean met) {
    static Goal atMost(String name, double limit, double value) {
        return new Goal(name, limit, value, value <= limit);
    }
}
