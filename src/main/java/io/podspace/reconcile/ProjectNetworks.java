package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerState;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes a project's network on every host, and takes it away with the project. Level-triggered; may be interrupted
 * anywhere: the subnet is written before the network is made, and a network is removed before its row.
 */
final class ProjectNetworks {
    /** Of containers that use a network as pods do. */
    private static final Set<String> KINDS = Set.of("pod", "hook");

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(15);
    /** For so long a network that was seen is believed to be there: passes are frequent, its removal by others is not. */
    private static final Duration BELIEVED = Duration.ofSeconds(60);

    private static final int MOST_SUBNETS_TRIED = 64;

    /** Who has to know what becomes of networks. */
    interface Listener {
        /** One is there that this process did not know of: a router that could not join it now can. */
        void made();

        /** One that was used was made anew: its proxies have left it. */
        void remade();
    }

    private record Seen(NetworkSpec spec, Instant at) {}

    private record Place(HostRef host, String network) {}

    private final String cluster;
    private final Settings.Network settings;
    private final NetworkLedger ledger;
    private final ContainerDriver driver;
    private final Function<HostRef, List<String>> routes;
    private final Clock clock;
    private final Listener listener;
    private final NetworkRemovals removals;
    private final Map<Place, Seen> seen = new ConcurrentHashMap<>();

    /** @param routes blocks that a host reaches already */
    ProjectNetworks(
            String cluster,
            Settings.Network settings,
            NetworkLedger ledger,
            ContainerDriver driver,
            Function<HostRef, List<String>> routes,
            Clock clock,
            Listener listener) {
        this.cluster = cluster;
        this.settings = settings;
        this.ledger = ledger;
        this.driver = driver;
        this.routes = routes;
        this.clock = clock;
        this.listener = listener;
        this.removals = new NetworkRemovals(driver, clock);
    }

    /**
     * @param epoch of the lease
     * @param hosts all but lost ones
     * @return when to look again even if no signal comes
     */
    Optional<Duration> reconcile(long epoch, long project, List<HostRef> hosts) {
        Optional<NetworkLedger.Wish> wish = ledger.load(project);
        if (wish.isEmpty()) {
            hosts.forEach(host -> removals.removeLeftOver(host, Names.network(cluster, project)));
            return Optional.empty();
        }
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        return wish.get().deleting() ? takeAway(epoch, wish.get(), hosts) : make(epoch, wish.get(), places(hosts));
    }

    /** An overlay network is one for all hosts, made through any manager. */
    private List<HostRef> places(List<HostRef> hosts) {
        return settings.driver().equals("overlay") ? hosts.subList(0, 1) : hosts;
    }

    private Optional<Duration> make(long epoch, NetworkLedger.Wish wish, List<HostRef> hosts) {
        try {
            String subnet = wish.subnet().orElse(null);
            Set<String> refused = new HashSet<>();
            while (subnet == null || !fits(wish, subnet, hosts)) {
                if (subnet != null) {
                    refused.add(subnet);
                    mayMove(wish, hosts);
                }
                String next = next(hosts, refused);
                if (refused.size() > MOST_SUBNETS_TRIED
                        || !ledger.assign(epoch, wish.project(), Optional.ofNullable(subnet), next)) {
                    return Optional.of(SOON); // somebody else has written: look again
                }
                subnet = next;
            }
            if (wish.message().isPresent()) {
                ledger.say(epoch, wish.project(), Optional.empty());
            }
            return Optional.empty();
        } catch (PodSpaceException e) {
            ledger.say(epoch, wish.project(), Optional.of(e.getMessage()));
            return Optional.of(LATER);
        }
    }

    /** @return false when a host has another network at these addresses */
    private boolean fits(NetworkLedger.Wish wish, String subnet, List<HostRef> hosts) {
        PodSpaceException silent = null;
        for (HostRef host : hosts) {
            try {
                ensure(host, spec(wish, subnet), wish.project());
            } catch (PodSpaceException e) {
                if (e.code() == ErrorCode.ALREADY_EXISTS) {
                    return false;
                }
                silent = e; // the other hosts are served all the same
            }
        }
        if (silent != null) {
            throw silent;
        }
        return true;
    }

    private void ensure(HostRef host, NetworkSpec spec, long project) {
        Place place = new Place(host, spec.name());
        Seen before = seen.get(place);
        if (before != null
                && before.spec().equals(spec)
                && before.at().plus(BELIEVED).isAfter(clock.instant())) {
            return;
        }
        seen.remove(place);
        try {
            driver.ensureNetwork(host, spec);
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            swap(host, spec);
        }
        reconnect(host, spec, project);
        seen.put(place, new Seen(spec, clock.instant()));
        if (before == null) {
            listener.made();
        }
    }

    /**
     * The network is used, and its way out shall open or close, which no engine can change: everybody leaves, the network
     * is made anew, and the pods come back with the addresses that they had. Proxies are brought back by their own
     * reconciler, which knows their names and is told. An interruption leaves pods without network, which {@link #reconnect} heals.
     */
    private void swap(HostRef host, NetworkSpec spec) {
        List<ObservedContainer> inside = removals.containers(host).stream()
                .filter(container -> container.addresses().containsKey(spec.name()))
                .toList();
        inside.forEach(container -> driver.disconnect(host, container.id(), spec.name()));
        driver.ensureNetwork(host, spec);
        inside.stream().filter(ProjectNetworks::pod).forEach(container -> {
            Optional<String> address =
                    Optional.of(container.addresses().get(spec.name())).filter(each -> inside(spec, each));
            driver.connect(host, container.id(), new NetworkAttachment(spec.name(), address, List.of()));
        });
        listener.remade();
    }

    private static boolean inside(NetworkSpec spec, String address) {
        return Cidr.of(spec.podRange()).overlaps(Cidr.of(address + "/32"));
    }

    private void reconnect(HostRef host, NetworkSpec spec, long project) {
        removals.containers(host).stream()
                .filter(container -> pod(container)
                        && container.state() == ContainerState.RUNNING
                        && Long.toString(project).equals(container.labels().get(Labels.PROJECT))
                        && !container.addresses().containsKey(spec.name()))
                .forEach(container -> driver.connect(
                        host, container.id(), new NetworkAttachment(spec.name(), Optional.empty(), List.of())));
    }

    private static boolean pod(ObservedContainer container) {
        return KINDS.contains(container.labels().getOrDefault(Labels.KIND, ""));
    }

    /** Another subnet would cut off whoever uses the present one, on any host, seen or unseen. */
    private void mayMove(NetworkLedger.Wish wish, List<HostRef> hosts) {
        String network = Names.network(cluster, wish.project());
        for (HostRef host : hosts) {
            if (removals.containers(host).stream()
                    .anyMatch(container -> container.addresses().containsKey(network))) {
                throw new PodSpaceException(
                        ErrorCode.ALREADY_EXISTS,
                        "A host has another network at this project's addresses, and pods run elsewhere. Ask an operator to remove that network.");
            }
        }
    }

    private String next(List<HostRef> hosts, Set<String> refused) {
        Set<String> taken = new HashSet<>(ledger.subnets());
        taken.addAll(refused);
        List<String> avoid = new ArrayList<>();
        hosts.forEach(host -> avoid.addAll(routes.apply(host)));
        return Subnets.next(settings.pool(), settings.prefix(), taken, avoid)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.EXHAUSTED,
                        "The pool of addresses %s is used up. Ask an operator to enlarge it, or delete projects."
                                .formatted(settings.pool())));
    }

    private NetworkSpec spec(NetworkLedger.Wish wish, String subnet) {
        return new NetworkSpec(
                Names.network(cluster, wish.project()),
                settings.driver(),
                subnet,
                Subnets.podRange(subnet),
                wish.egress(),
                Map.of(Labels.CLUSTER, cluster, Labels.KIND, "network", Labels.PROJECT, Long.toString(wish.project())));
    }

    private Optional<Duration> takeAway(long epoch, NetworkLedger.Wish wish, List<HostRef> hosts) {
        if (!wish.empty()) {
            return Optional.of(SOON);
        }
        String network = Names.network(cluster, wish.project());
        try {
            for (HostRef host : hosts) {
                seen.remove(new Place(host, network));
                removals.remove(host, network);
            }
        } catch (PodSpaceException e) {
            // The router leaves the network a moment later; a silent host is waited for.
            ledger.say(epoch, wish.project(), Optional.of(e.getMessage()));
            return Optional.of(e.code() == ErrorCode.CONFLICT ? SOON : LATER);
        }
        ledger.remove(epoch, wish.project());
        return Optional.empty();
    }
}
