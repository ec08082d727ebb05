package io.podspace.reconcile;

import io.podspace.host.HostKeeper;
import io.podspace.host.HostRef;
import io.podspace.host.HostState;
import io.podspace.host.HostView;
import io.podspace.host.Labels;
import io.podspace.host.LiveHosts;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.BalancerTables;
import io.podspace.service.ProxyDriver;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyTable;
import io.podspace.service.RoutedService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proxies without a name, one for each project that needs it: they check pods that are behind no service, so that such
 * pods are judged by the same program. Nothing is on record of them; where they are is seen.
 */
@ApplicationScoped
class Checkers {
    private static final Logger LOG = System.getLogger(Checkers.class.getName());

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

    /** Empty: nothing is to be checked that way. */
    Optional<ProxyTable> table(long project, RoutingRows.OfProject found) {
        List<RoutedService> live =
                found.services().stream().filter(service -> !service.deleting()).toList();
        return BalancerTables.checksAlone(project, live, found.pods());
    }

    /** Where one is already, else on the first host that answers and takes pods. */
    Optional<ProxySpec> spec(long project) {
        return seen(project).keySet().stream()
                .findFirst()
                .or(() -> hosts.list().stream()
                        .filter(host -> host.state() == HostState.READY
                                && host.silentSince().isEmpty())
                        .map(HostView::ref)
                        .findFirst())
                .map(host -> specs.checker(project, host));
    }

    /** @return whether none is left that nobody needs */
    boolean remove(long project, RoutingRows.OfProject found) {
        if (table(project, found).isPresent()) {
            return true;
        }
        boolean all = true;
        for (HostRef host : seen(project).keySet()) {
            ProxySpec spec = specs.leavingChecker(project, host);
            try {
                watch.forget(spec.name());
                driver.remove(spec);
            } catch (PodSpaceException e) {
                LOG.log(Level.WARNING, "Proxy " + spec.name() + " could not be removed", e);
                all = false;
            }
        }
        return all;
    }

    private Map<HostRef, ObservedContainer> seen(long project) {
        Map<HostRef, ObservedContainer> found = new LinkedHashMap<>();
        keeper.seen(ProxySpecs.CHECKER).forEach((host, containers) -> containers.stream()
                .filter(each -> Long.toString(project).equals(each.labels().get(Labels.PROJECT)))
                .forEach(each -> found.put(host, each)));
        return found;
    }
}
