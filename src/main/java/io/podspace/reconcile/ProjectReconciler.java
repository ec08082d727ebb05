package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostRef;
import io.podspace.host.LiveHosts;
import io.podspace.host.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.service.ProxyDriver;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Brings a project's network to what is wanted, on every host. */
@ApplicationScoped
class ProjectReconciler {
    private static final Logger LOG = System.getLogger(ProjectReconciler.class.getName());

    @Inject
    Settings settings;

    @Inject
    NetworkRows rows;

    @Inject
    ContainerDriver driver;

    @Inject
    LiveHosts hosts;

    @Inject
    ProxyDriver proxies;

    @Inject
    ReconcileQueue queue;

    @Inject
    Lease lease;

    @Inject
    Clock clock;

    private ProjectNetworks networks;

    @PostConstruct
    void open() {
        networks = new ProjectNetworks(
                settings.cluster(), settings.network(), rows, driver, HostRoutes::of, clock, new Listener());
    }

    /** @return when to look again even if no signal comes */
    Optional<Duration> reconcile(long project) {
        OptionalLong epoch = lease.epoch();
        return epoch.isEmpty() ? Optional.empty() : networks.reconcile(epoch.getAsLong(), project, hosts.refs());
    }

    /** Projects that have a network on a host that answers, also such as are no more. */
    Set<Long> onHosts() {
        Set<Long> found = new HashSet<>();
        for (HostRef host : hosts.refs()) {
            try {
                driver.networks(host).stream()
                        .map(network -> Names.projectOf(settings.cluster(), network))
                        .forEach(project -> project.ifPresent(found::add));
            } catch (PodSpaceException e) {
                LOG.log(Level.DEBUG, "The networks of host " + host.name() + " could not be listed.", e);
            }
        }
        return found;
    }

    /** The balancers' pass follows this one anyway. */
    private final class Listener implements ProjectNetworks.Listener {
        @Override
        public void made() {
            queue.offer(new Work.OfRouters());
        }

        @Override
        public void remade() {
            proxies.networksRemade();
            queue.offer(new Work.OfRouters());
        }
    }
}
