package io.podspace.autoscale;

import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.Optional;

/**
 * How fast the number of pods may change in one direction. Limits and defaults are those of Kubernetes.
 *
 * @param windowSeconds of the wishes of so many seconds the most careful one counts, 0-3600; empty: the platform's own
 * @param policies at least one
 */
public record Scaling(Optional<Integer> windowSeconds, Select select, List<Policy> policies) {
    /** Upwards, where nothing is said: 4 pods or twice as many in 15 s, at once. */
    public static final Scaling UP = new Scaling(
            Optional.of(0), Select.MAX, List.of(new Policy(Unit.PODS, 4, 15), new Policy(Unit.PERCENT, 100, 15)));

    /** Downwards, where nothing is said: to the fewest in 15 s, after the platform's own window. */
    public static final Scaling DOWN =
            new Scaling(Optional.empty(), Select.MAX, List.of(new Policy(Unit.PERCENT, 100, 15)));

    private static final int LONGEST_WINDOW = 3600;
    private static final int LONGEST_PERIOD = 1800;

    /** Which of several policies counts: the one that allows most or least, or none may change anything. */
    public enum Select {
        MAX,
        MIN,
        DISABLED
    }

    /** Of what a policy speaks. */
    public enum Unit {
        PODS,
        PERCENT
    }

    /** So many pods, or percent of them, at most in that time, 1-1800 s. */
    public record Policy(Unit unit, int value, int periodSeconds) {}

    /** Policies are copied. */
    public Scaling {
        policies = List.copyOf(policies);
    }

    /** @throws PodSpaceException INVALID at {@code PATH.stabilizationWindowSeconds} or {@code PATH.policies...} */
    void check(String path) {
        windowSeconds.ifPresent(seconds -> range(path + ".stabilizationWindowSeconds", seconds, 0, LONGEST_WINDOW));
        if (policies.isEmpty()) {
            throw PodSpaceException.invalid(path + ".policies", "must have at least one policy");
        }
        for (int i = 0; i < policies.size(); i++) {
            String field = path + ".policies[" + i + "]";
            range(field + ".value", policies.get(i).value(), 1, Integer.MAX_VALUE);
            range(field + ".periodSeconds", policies.get(i).periodSeconds(), 1, LONGEST_PERIOD);
        }
    }

    private static void range(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw PodSpaceException.invalid(field, "%d is not from %d to %d".formatted(value, least, most));
        }
    }
}
