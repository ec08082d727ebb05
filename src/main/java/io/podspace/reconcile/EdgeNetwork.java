package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The network of a host through which its proxies publish their ports. A project without a way out is closed for
 * published ports too, and a router has no project network at first: both need this one. It must be the first in the
 * proxy's list. Its containers, proxies of different projects, are kept apart.
 */
final class EdgeNetwork {
    private static final int MOST_SUBNETS_TRIED = 64;

    private final String cluster;
    private final Settings.Network settings;
    private final NetworkLedger ledger;
    private final ContainerDriver driver;
    private final Function<HostRef, List<String>> routes;

    EdgeNetwork(
            String cluster,
            Settings.Network settings,
            NetworkLedger ledger,
            ContainerDriver driver,
            Function<HostRef, List<String>> routes) {
        this.cluster = cluster;
        this.settings = settings;
        this.ledger = ledger;
        this.driver = driver;
        this.routes = routes;
    }

    /** How a proxy is attached to it. */
    static NetworkAttachment attachment(String cluster) {
        return new NetworkAttachment(Names.edgeNetwork(cluster), Optional.empty(), List.of());
    }

    /** Makes it if it is not there. */
    void ensure(HostRef host) {
        String name = Names.edgeNetwork(cluster);
        if (!driver.networks(host).contains(name)) {
            make(host, name);
        }
    }

    private void make(HostRef host, String name) {
        Set<String> taken = new HashSet<>(ledger.subnets());
        for (int attempt = 0; attempt < MOST_SUBNETS_TRIED; attempt++) {
            String subnet = Subnets.last(settings.pool(), settings.prefix(), taken, routes.apply(host))
                    .orElseThrow(() -> new PodSpaceException(
                            ErrorCode.EXHAUSTED,
                            "The pool of addresses %s is used up. Enlarge it.".formatted(settings.pool())));
            try {
                driver.ensureNetwork(host, spec(name, subnet));
                return;
            } catch (PodSpaceException e) {
                if (e.code() != ErrorCode.ALREADY_EXISTS) {
                    throw e;
                }
                taken.add(subnet);
            }
        }
        throw new PodSpaceException(
                ErrorCode.EXHAUSTED,
                "Host %s has other networks at the first %d subnets of the pool %s. Choose another pool."
                        .formatted(host.name(), MOST_SUBNETS_TRIED, settings.pool()));
    }

    private NetworkSpec spec(String name, String subnet) {
        return new NetworkSpec(
                name, "bridge", subnet, subnet, true, true, Map.of(Labels.CLUSTER, cluster, Labels.KIND, "network"));
    }
}
