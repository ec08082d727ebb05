package io.podspace.placement;

/**
 * What the pods placed on a host reserve together.
 *
 * @param cpuMillis thousandths of a core
 * @param memoryBytes bytes
 */
public record Usage(int pods, long cpuMillis, long memoryBytes) {
    public static final Usage NONE = new Usage(0, 0, 0);

    /** With one pod more. */
    public Usage plus(Request request) {
        return new Usage(pods + 1, cpuMillis + request.cpuMillis(), memoryBytes + request.memoryBytes());
    }
}
