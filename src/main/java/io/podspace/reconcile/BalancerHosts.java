package io.podspace.reconcile;

import io.podspace.host.HostState;
import io.podspace.host.HostView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The question: on which host does the balancer of a service run? It stays where it is, also while that host is silent or
 * takes no new pods, until the host is lost or removed: its address is one, and two must never have it. A new place is
 * drawn by rendezvous hashing, so that balancers spread evenly and a lost host's move to all others. Pure.
 */
final class BalancerHosts {
    private BalancerHosts() {}

    /**
     * @param service row id
     * @param present row id of the host on record; empty: none yet
     * @param hosts in any order
     * @return empty when there is no host that could do it
     */
    static Optional<HostView> choose(long service, Optional<Long> present, List<HostView> hosts) {
        List<HostView> usable =
                hosts.stream().filter(host -> host.state() != HostState.LOST).toList();
        return usable.stream()
                .filter(host -> present.filter(id -> id == host.id()).isPresent())
                .findFirst()
                .or(() -> best(service, usable, BalancerHosts::takesNewOnes))
                .or(() -> best(service, usable, host -> true));
    }

    private static boolean takesNewOnes(HostView host) {
        return host.state() == HostState.READY && host.silentSince().isEmpty();
    }

    private static Optional<HostView> best(long service, List<HostView> hosts, Predicate<HostView> which) {
        return hosts.stream().filter(which).max(Comparator.comparingLong(host -> weight(service, host.id())));
    }

    /** The finalizer of SplitMix64: close numbers give unrelated results. */
    private static long weight(long service, long host) {
        return mixed(mixed(service) ^ host);
    }

    private static long mixed(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
