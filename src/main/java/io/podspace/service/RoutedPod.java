package io.podspace.service;

import io.podspace.health.Checks;
import io.podspace.service.ProxyTable.Wish;
import java.util.Map;
import java.util.Optional;

/**
 * A pod as routing sees it.
 *
 * @param id row id of the attempt
 * @param labels of its deployment; services select by them
 * @param address on the project's network, once it is known
 * @param wish by its phase; empty: it takes no part in routing (yet, or any more)
 * @param checks of its revision
 * @param revision number of what it is made from
 * @param side while requests of its deployment are split between two revisions
 * @param ports of its revision that have a name
 */
public record RoutedPod(
        long id,
        long deployment,
        long project,
        Map<String, String> labels,
        Optional<String> address,
        Optional<Wish> wish,
        Checks checks,
        int revision,
        Optional<Side> side,
        Map<String, Integer> ports) {
    public RoutedPod {
        labels = Map.copyOf(labels);
        ports = Map.copyOf(ports);
    }

    /**
     * Where a pod stands while a rollout splits the requests of its deployment.
     *
     * @param newer of the new revision
     * @param weight percent of the deployment's requests that its side gets together, 0-100
     */
    public record Side(boolean newer, int weight) {}

    /** Whether a proxy can be told of it. */
    public boolean reachable() {
        return wish.isPresent() && address.isPresent();
    }

    /**
     * Whether a routing pass that read this row has said all that there is to say of the pod: one that is still to start,
     * or starts and has no address yet, will be told of later, so nothing may be concluded from its absence.
     */
    public boolean settled() {
        return wish.filter(wanted -> wanted == Wish.SERVE || wanted == Wish.DRAIN || address.isPresent())
                .isPresent();
    }

    /** Whether its state is about to change, so that it is looked at often. */
    public boolean moving() {
        return wish.filter(Wish.SERVE::equals).isEmpty();
    }
}
