package io.podspace.security;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Attempts by key (an address, or a name that no account has), in this node's memory. The oldest keys are forgotten
 * when there are too many, so that an attacker cannot fill the memory. Thread-safe.
 */
final class Attempts {
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private record Failures(int count, Instant last, Instant blockedUntil) {}

    private final SlowDown slowDown;
    private final Map<String, Failures> failures;

    /** @param most keys to remember */
    Attempts(SlowDown slowDown, int most) {
        this.slowDown = slowDown;
        this.failures = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Counts an attempt as failed until {@link #succeeded} says otherwise: attempts made at the same time must not all
     * pass before the first one has failed.
     *
     * @return until when the key is blocked, and then the attempt does not count; empty when it may go on
     */
    synchronized Optional<Instant> begin(String key, Instant now) {
        Failures before = failures.get(key);
        if (before != null && now.isBefore(before.blockedUntil())) {
            return Optional.of(before.blockedUntil());
        }
        boolean forget = before == null || before.last().plus(FORGET_AFTER).isBefore(now);
        int count = forget ? 1 : before.count() + 1;
        failures.put(key, new Failures(count, now, slowDown.blockedUntil(count, now)));
        return Optional.empty();
    }

    /** Forgets the failures of the key. */
    synchronized void succeeded(String key) {
        failures.remove(key);
    }
}
