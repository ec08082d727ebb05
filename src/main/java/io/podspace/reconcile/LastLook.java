package io.podspace.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The question: was everything looked at since a watch ended? Proxies count and pods end also while no node looks, so a
 * node that comes later must not call a revision good before it knows. Nor does it wait for ever: a proxy may stay silent.
 * Pure.
 *
 * @param pods of the watched revision
 * @param end of the watch
 */
record LastLook(Snapshot snapshot, List<PodRow> pods, Instant end) {
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** Whether it is worth waiting for. */
    boolean awaited() {
        return !taken()
                && snapshot.now()
                        .isBefore(later(end, snapshot.answers().since()).plus(LIMIT));
    }

    /** What the judgement had to do without; empty when it had everything. */
    String missing() {
        return taken()
                ? ""
                : ("Not all hosts and proxies answered within %d s after the watch ended, so what happened until then may be"
                                + " missing in the judgement. See whether the pods answer as they should.")
                        .formatted(LIMIT.toSeconds());
    }

    private boolean taken() {
        return pods.stream().allMatch(snapshot::reachable)
                && snapshot.answers().looked().filter(at -> !at.isBefore(end)).isPresent();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
