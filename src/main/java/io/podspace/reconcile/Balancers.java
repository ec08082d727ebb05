package io.podspace.reconcile;

import io.podspace.host.HostKeeper;
import io.podspace.host.HostRef;
import io.podspace.host.HostView;
import io.podspace.host.Labels;
import io.podspace.host.LiveHosts;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxyDriver;
import io.podspace.service.ProxySpec;
import io.podspace.service.RoutedService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts balancers on hosts, and takes away those that nobody wants any more: of a deleted service, or on a host that was
 * lost, has come back, and whose balancers serve elsewhere by now. The host is on record before anything is made there.
 */
@ApplicationScoped
class Balancers {
    private static final Logger LOG = System.getLogger(Balancers.class.getName());

    @Inject
    LiveHosts hosts;

    @Inject
    HostKeeper keeper;

    @Inject
    ProxySpecs specs;

    @Inject
    ProxyDriver driver;

    @Inject
    ProxyWatch watch;

    @Inject
    RoutingLedger ledger;

    /** @return by service, for those whose host is on record now */
    Map<Long, HostRef> place(long epoch, RoutingRows.OfProject found) {
        List<HostView> all = hosts.list();
        Map<Long, HostRef> places = new HashMap<>();
        for (RoutedService service : found.services()) {
            Optional<Long> present = Optional.ofNullable(found.hosts().get(service.id()));
            BalancerHosts.choose(service.id(), present, all)
                    .filter(host -> service.deleting()
                            || present.filter(id -> id == host.id()).isPresent()
                            || ledger.place(epoch, service, host.id()))
                    .ifPresent(host -> places.put(service.id(), host.ref()));
        }
        return places;
    }

    /** @return whether nothing is left to remove */
    boolean remove(long epoch, long project, RoutingRows.OfProject found, Map<Long, HostRef> places) {
        boolean all = true;
        for (RoutedService service : found.services()) {
            HostRef host = places.get(service.id());
            if (service.deleting() && host != null) {
                watch.forget(specs.leaving(project, service.id(), host).name());
                boolean gone = removed(specs.leaving(project, service.id(), host));
                if (gone) {
                    ledger.removeService(epoch, service);
                }
                all &= gone;
            }
        }
        return all & removeLeftOver(project, found, places);
    }

    private boolean removeLeftOver(long project, RoutingRows.OfProject found, Map<Long, HostRef> places) {
        Map<String, RoutedService> services = found.services().stream()
                .collect(Collectors.toMap(service -> Long.toString(service.id()), Function.identity()));
        boolean all = true;
        for (Map.Entry<HostRef, List<ObservedContainer>> seen :
                keeper.seen(ProxySpecs.BALANCER).entrySet()) {
            for (ObservedContainer container : seen.getValue()) {
                if (Long.toString(project).equals(container.labels().get(Labels.PROJECT))
                        && leftOver(services.get(container.labels().get(Labels.SERVICE)), seen.getKey(), places)) {
                    long service = Long.parseLong(container.labels().get(Labels.SERVICE));
                    all &= removed(specs.leaving(project, service, seen.getKey()));
                }
            }
        }
        return all;
    }

    /** @param service null: its row is gone */
    private static boolean leftOver(RoutedService service, HostRef host, Map<Long, HostRef> places) {
        if (service == null) {
            return true;
        }
        HostRef place = places.get(service.id());
        return place != null && place.id() != host.id();
    }

    private boolean removed(ProxySpec spec) {
        try {
            driver.remove(spec);
            return true;
        } catch (PodSpaceException e) {
            LOG.log(
                    Level.WARNING,
                    "Balancer " + spec.name() + " on host " + spec.host().name() + " could not be removed",
                    e);
            return false;
        }
    }
}
