package io.podspace.reconcile;

import io.podspace.host.Labels;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxyDriver;
import io.podspace.service.ProxySpec;
import io.podspace.service.RotationView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Takes a pod whose container has ended out of rotation on the engine's word alone, before it is listed, harvested and
 * planned: all of that takes a while, in which proxies would send it requests. A short cut and nothing more: the passes
 * that follow decide, and bring back whoever runs after all.
 */
@ApplicationScoped
class Departures {
    private static final Logger LOG = System.getLogger(Departures.class.getName());
    /** By then the passes know that it has ended, or that it has not. */
    private static final Duration DECIDED = Duration.ofSeconds(2);

    @Inject
    ProxyDriver driver;

    @Inject
    ProxyWatch watch;

    @Inject
    RotationView view;

    @Inject
    Lease lease;

    @Inject
    ReconcileQueue queue;

    /** Returns at once. */
    void ended(ObservedContainer container) {
        if (lease.epoch().isEmpty() || !"pod".equals(container.labels().get(Labels.KIND))) {
            return;
        }
        try {
            long pod = Long.parseLong(container.labels().getOrDefault(Labels.POD, ""));
            long project = Long.parseLong(container.labels().getOrDefault(Labels.PROJECT, ""));
            // One that is stopped has left before, and a scale-down stops many at once.
            List<ProxySpec> holding = view.rotation(project, pod).out() ? List.of() : watch.holding(pod);
            if (!holding.isEmpty()) {
                holding.forEach(
                        proxy -> Thread.ofVirtual().name("take out pod " + pod).start(() -> takeOut(proxy, pod)));
                queue.offer(new Work.OfProject(project), DECIDED);
                queue.offer(new Work.OfRouters(), DECIDED);
            }
        } catch (NumberFormatException e) {
            // a stranger: no proxy was ever told of it
        }
    }

    private void takeOut(ProxySpec proxy, long pod) {
        try {
            driver.takeOut(proxy, pod);
        } catch (PodSpaceException e) {
            LOG.log(Level.INFO, "Pod " + pod + " ended, and a proxy could not be told at once; the next pass does.", e);
        }
    }
}
