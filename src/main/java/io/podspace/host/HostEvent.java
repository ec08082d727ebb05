package io.podspace.host;

/**
 * A hint that something happened to one of our containers.
 *
 * @param container its id; empty for a resync
 * @param action the engine's word (start, die, oom, destroy, ...) or {@code resync}
 */
public record HostEvent(String container, String action) {
    /** The container's process has ended. */
    static final String DIE = "die";

    private static final String START = "start";
    private static final String RESYNC = "resync";

    /** The stream was interrupted: anything may have happened. */
    public static HostEvent resync() {
        return new HostEvent("", RESYNC);
    }

    /** Whether anything may have happened. */
    public boolean isResync() {
        return action.equals(RESYNC);
    }

    /** Whether its process has begun. */
    public boolean isStart() {
        return action.equals(START);
    }
}
