package io.podspace.service;

import io.podspace.service.ProxyTable.Wish;
import io.podspace.service.RoutedPod.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How requests are split between the revisions of a deployment while a rollout says so. Pure. A deployment as a whole gets
 * as much as before, by the number of pods of its larger side; a side in which no pod serves gets nothing and costs
 * nothing: requests then go to the other, whatever its share.
 */
public final class Split {
    /** Of HAProxy. */
    public static final int LARGEST_WEIGHT = 256;

    private final Map<Long, List<RoutedPod>> serving;
    private final Map<Long, Double> parts = new HashMap<>();

    /** @param pods among which requests are shared */
    public Split(List<RoutedPod> pods) {
        serving = pods.stream()
                .filter(pod -> pod.wish().filter(Wish.SERVE::equals).isPresent())
                .collect(Collectors.groupingBy(RoutedPod::deployment));
        pods.forEach(pod ->
                parts.put(pod.id(), pod.side().map(side -> part(pod, side)).orElse(1.0)));
    }

    private double part(RoutedPod pod, Side side) {
        List<RoutedPod> all = serving.getOrDefault(pod.deployment(), List.of());
        long mine = all.stream()
                .filter(other -> other.side().filter(side::equals).isPresent())
                .count();
        long others = all.size() - mine;
        return mine == 0 || others == 0 ? 1 : Math.max(mine, others) * side.weight() / 100.0 / mine;
    }

    /** What a pod gets, where 1 is what it would get without any split. */
    public double part(RoutedPod pod) {
        return parts.get(pod.id());
    }

    /** Whether all requests of its deployment go to the other side: those, too, whose cookie names it. */
    public boolean aside(RoutedPod pod) {
        return part(pod) == 0;
    }

    /** Whether all pods get the same. */
    boolean even() {
        return parts.values().stream().allMatch(part -> part == 1);
    }

    /**
     * @param part of one endpoint
     * @param largest of all endpoints of the backend
     * @return 0 only for nothing at all
     */
    public static int weight(double part, double largest) {
        return part == 0 ? 0 : Math.max(1, (int) Math.round(part / largest * LARGEST_WEIGHT));
    }

    /** What of {@code pods} gets most. */
    double largest() {
        return parts.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    }
}
