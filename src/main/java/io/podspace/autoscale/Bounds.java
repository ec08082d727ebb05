package io.podspace.autoscale;

import io.podspace.platform.PodSpaceException;

/**
 * Between what, and by what, an autoscaler sets the number of pods.
 *
 * @param min fewest pods, from 1
 * @param max most pods, from {@code min} to 10000
 * @param cpuPercent CPU that the pods shall use on average, as a percentage of what they request, 1-1000
 */
public record Bounds(int min, int max, int cpuPercent) {
    /** What Kubernetes takes when nothing is said. */
    public static final int DEFAULT_CPU_PERCENT = 80;

    private static final int MOST_PODS = 10_000;
    private static final int MOST_PERCENT = 1000;

    /** @throws PodSpaceException INVALID at {@code min}, {@code max} or {@code cpuPercent} */
    Bounds check() {
        range("min", min, 1, MOST_PODS);
        range("max", max, 1, MOST_PODS);
        range("cpuPercent", cpuPercent, 1, MOST_PERCENT);
        if (max < min) {
            throw PodSpaceException.invalid("max", "max: %d are fewer than the fewest, %d".formatted(max, min));
        }
        return this;
    }

    private static void range(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw PodSpaceException.invalid(field, "%s: %d is not from %d to %d".formatted(field, value, least, most));
        }
    }
}
