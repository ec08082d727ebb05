package io.podspace.pod;

/**
 * How far an attempt is. It moves only forward; phases may be skipped. The order of the constants is the order of life.
 */
public enum PodPhase {
    /** Wanted; not placed yet, or waiting for its back-off. */
    PENDING,
    /** On a host; its container is being made, started, or has not passed its checks yet. */
    STARTING,
    /** Gets requests while its checks pass. */
    READY,
    /** Leaves rotation; requests under way go on. */
    DRAINING,
    /** Out of rotation; gets its stop signal. */
    STOPPING,
    /** Its container has ended; the row remains for a while as history. */
    ENDED;

    /** Whether the attempt fills its slot: it is neither leaving nor gone. */
    public boolean active() {
        return compareTo(READY) <= 0;
    }

    /** @throws IllegalStateException when that would be a step back; staying is allowed */
    public PodPhase to(PodPhase next) {
        if (next.compareTo(this) < 0) {
            throw new IllegalStateException("A pod cannot go from " + this + " to " + next + ".");
        }
        return next;
    }
}
