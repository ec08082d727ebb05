package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostKeeper;
import io.podspace.host.HostListener;
import io.podspace.host.HostWatches;
import io.podspace.host.ObservedContainer;
import io.podspace.host.Sight;
import io.podspace.image.RegistryLogins;
import io.podspace.platform.Settings;
import io.podspace.service.Rotation;
import io.podspace.service.RotationView;
import io.podspace.service.Traffic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Starts the loop with the application and stops it with it. Every node runs it; only the holder of the lease acts, the
 * others watch, so that a take-over begins with a warm view of the hosts.
 */
@ApplicationScoped
class ControlLoop {
    private static final int WORK_AT_ONCE = 16;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final ReconcileQueue queue = new ReconcileQueue(WORK_AT_ONCE);

    @Inject
    Lease lease;

    @Inject
    Sweep sweep;

    @Inject
    ProjectReconciler projects;

    @Inject
    ProxyReconciler proxies;

    @Inject
    HostKeeper hosts;

    @Inject
    Departures departures;

    @Inject
    ContainerDriver driver;

    @Inject
    SqlLedger ledger;

    @Inject
    RotationView rotation;

    @Inject
    Traffic traffic;

    @Inject
    RegistryLogins logins;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private Reconciler deployments;

    @Produces
    @Singleton
    ReconcileQueue queue() {
        return queue;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        HostWatches watches = hosts.start(new Listener());
        Workbench workbench = new Workbench();
        Effects effects = new Effects(driver, watches, workbench, clock, new Crews()::of, this::wake);
        deployments = new Reconciler(
                settings.cluster(),
                ledger,
                watches,
                new Told(rotation),
                traffic,
                logins::loginFor,
                effects,
                workbench,
                lease::epoch,
                clock);
        queue.start(this::handle);
        lease.start(sweep::requested);
    }

    @PreDestroy
    void stop() {
        hosts.stop();
        queue.stop(STOP_LIMIT);
        lease.stop();
    }

    private record Told(RotationView view) implements Snapshots.Proxies {
        @Override
        public Rotation rotation(long project, long pod) {
            return view.rotation(project, pod);
        }

        @Override
        public Set<String> holding(long pod) {
            return view.holding(pod);
        }
    }

    private final class Listener implements HostListener {
        @Override
        public void listed(Sight before, Sight after) {
            after.changedSince(before).forEach(ControlLoop.this::wake);
            if (!after.sameEngine(before)) {
                sweep.requested();
                Thread.ofVirtual().name("hosts").start(ControlLoop.this::keepHosts);
            }
        }

        @Override
        public void ended(ObservedContainer container) {
            departures.ended(container);
        }
    }

    /** A silence shows at once, not with the next tick. */
    private void keepHosts() {
        if (lease.epoch().isPresent()) {
            hosts.keep();
        }
    }

    private void wake(long deployment) {
        queue.offer(new Work.OfDeployment(deployment));
    }

    private Optional<Duration> handle(Work work) {
        if (lease.epoch().isEmpty()) {
            return Optional.empty();
        }
        return switch (work) {
            case Work.OfDeployment deployment -> deployments.reconcile(deployment.id());
            case Work.OfProject project ->
                earliest(projects.reconcile(project.id()), proxies.reconcileProject(project.id()));
            case Work.OfVariables variables -> {
                deployments.variablesChanged(variables.project()).forEach(this::wake);
                yield Optional.empty();
            }
            case Work.OfRouters routers -> proxies.reconcileRouters();
        };
    }

    private static Optional<Duration> earliest(Optional<Duration> one, Optional<Duration> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Duration::compareTo);
    }
}
