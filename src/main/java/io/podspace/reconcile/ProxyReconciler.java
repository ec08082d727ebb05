package io.podspace.reconcile;

import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.route.RouterTables;
import io.podspace.service.BalancerTables;
import io.podspace.service.ProxyDriver;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyTable;
import io.podspace.service.RotationView;
import io.podspace.service.RoutedPod;
import io.podspace.service.RoutedService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Brings balancers and routers to their wanted tables. A pass tells the view first what it is going to tell the proxies:
 * from then on no pod counts as ready, and none as out, on the word of an older table.
 */
@ApplicationScoped
class ProxyReconciler {
    private static final Logger LOG = System.getLogger(ProxyReconciler.class.getName());
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(3);

    @Inject
    RoutingRows rows;

    @Inject
    RoutingLedger ledger;

    @Inject
    ProxySpecs specs;

    @Inject
    Balancers balancers;

    @Inject
    ProxyDriver driver;

    @Inject
    RotationView view;

    @Inject
    ProxyWatch watch;

    @Inject
    Lease lease;

    @Inject
    ReconcileQueue queue;

    @Inject
    Checkers checkers;

    /** A proxy and what it shall do. */
    private record Order(ProxySpec spec, ProxyTable table, List<RoutedPod> pods) {}

    /** The balancers of a project. */
    Optional<Duration> reconcileProject(long project) {
        OptionalLong epoch = lease.epoch();
        if (epoch.isEmpty()) {
            return Optional.of(AGAIN);
        }
        RoutingRows.OfProject found = rows.project(project);
        List<RoutedService> live =
                found.services().stream().filter(service -> !service.deleting()).toList();
        found.subnet().ifPresent(subnet -> assignAddresses(epoch.getAsLong(), live, subnet));
        Map<Long, HostRef> places = balancers.place(epoch.getAsLong(), found);
        List<RoutedService> complete = live.stream()
                .filter(service -> found.subnet().isPresent())
                .filter(service -> service.address().isPresent() && places.containsKey(service.id()))
                .toList();
        List<Optional<String>> outcomes = carryOut(epoch.getAsLong(), project, found, complete, places);
        boolean removed = balancers.remove(epoch.getAsLong(), project, found, places) & checkers.remove(project, found);
        wake(found.pods());
        if (complete.size() < live.size()) {
            return Optional.of(found.subnet().isEmpty() || places.size() < live.size() ? SOON : Duration.ZERO);
        }
        return removed && outcomes.stream().allMatch(Optional::isEmpty) ? Optional.empty() : Optional.of(AGAIN);
    }

    private List<Optional<String>> carryOut(
            long epoch,
            long project,
            RoutingRows.OfProject found,
            List<RoutedService> services,
            Map<Long, HostRef> places) {
        List<Order> orders = new ArrayList<>(services.stream()
                .map(service -> new Order(
                        specs.balancer(service, places.get(service.id())),
                        BalancerTables.of(service, found.pods()),
                        service.behind(found.pods())))
                .toList());
        Optional<ProxyTable> checks = found.subnet().flatMap(subnet -> checkers.table(project, found));
        checks.flatMap(table -> checkers.spec(project))
                .ifPresent(spec -> orders.add(new Order(spec, checks.get(), named(checks.get(), found.pods()))));
        List<Optional<String>> outcomes = carryOut(
                RotationView.project(project),
                new Work.OfProject(project),
                orders,
                found.subnet().isEmpty() ? Set.of() : settled(found.pods()));
        for (int i = 0; i < services.size(); i++) {
            ledger.synced(epoch, services.get(i), outcomes.get(i));
        }
        return outcomes;
    }

    /** All routers. */
    Optional<Duration> reconcileRouters() {
        OptionalLong epoch = lease.epoch();
        RoutingRows.OfPlatform found = rows.platform();
        if (epoch.isEmpty()) {
            return Optional.of(AGAIN);
        }
        ProxyTable table = RouterTables.of(found.routes(), found.services(), found.pods());
        List<RoutedPod> pods = named(table, found.pods());
        List<Order> orders = specs.routers(found.routes()).stream()
                .map(spec -> new Order(spec, table, pods))
                .toList();
        List<Optional<String>> outcomes =
                carryOut(RotationView.ROUTERS, new Work.OfRouters(), orders, settled(found.pods()));
        wake(found.pods());
        if (outcomes.stream().allMatch(Optional::isEmpty)) {
            ledger.removeRoutes(epoch.getAsLong(), found.leaving());
            return Optional.empty();
        }
        return Optional.of(AGAIN);
    }

    private static List<RoutedPod> named(ProxyTable table, List<RoutedPod> pods) {
        Set<Long> named = table.backends().stream()
                .flatMap(backend -> backend.endpoints().stream())
                .map(ProxyTable.Endpoint::pod)
                .collect(Collectors.toSet());
        return pods.stream().filter(pod -> named.contains(pod.id())).toList();
    }

    /** @return per order why it could not be carried out; empty: it was */
    private List<Optional<String>> carryOut(String scope, Work repair, List<Order> orders, Set<Long> settled) {
        orders.forEach(order -> view.telling(scope, order.spec().name(), order.table()));
        view.planned(
                scope,
                settled,
                orders.stream().map(order -> order.spec().name()).collect(Collectors.toSet()));
        List<Future<Optional<String>>> outcomes;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            outcomes = orders.stream()
                    .map(order -> threads.submit(() -> carryOut(scope, repair, order)))
                    .toList();
        }
        return outcomes.stream().map(Future::resultNow).toList();
    }

    private Optional<String> carryOut(String scope, Work repair, Order order) {
        String name = order.spec().name();
        try {
            specs.prepare(order.spec().host());
            view.told(scope, name, order.table(), driver.apply(order.spec(), order.table()));
            return Optional.empty();
        } catch (PodSpaceException e) {
            // a silent host is told by its row, and this comes again every few seconds until it answers
            Level level = e.code() == ErrorCode.HOST_UNREACHABLE ? Level.DEBUG : Level.WARNING;
            LOG.log(level, "Proxy " + name + " could not be brought to its table", e);
            view.seen(name, driver.observe(order.spec()));
            return Optional.of(e.getMessage());
        } finally {
            watch.watch(order.spec(), repair, order.pods());
        }
    }

    /** The rows are read again in the next pass, which then finds the address. */
    private void assignAddresses(long epoch, List<RoutedService> services, String subnet) {
        Set<String> taken = new HashSet<>();
        services.forEach(service -> service.address().ifPresent(taken::add));
        for (RoutedService service : services) {
            if (service.address().isEmpty()) {
                Optional<String> free = Subnets.balancer(subnet, taken);
                free.ifPresent(address -> {
                    taken.add(address);
                    ledger.address(epoch, service, address);
                });
            }
        }
    }

    /** Whoever waits for a routing pass hears that it is over. */
    private void wake(List<RoutedPod> pods) {
        Set<Long> deployments = new HashSet<>();
        pods.stream().filter(RoutedPod::moving).forEach(pod -> deployments.add(pod.deployment()));
        deployments.forEach(deployment -> queue.offer(new Work.OfDeployment(deployment)));
    }

    private static Set<Long> settled(List<RoutedPod> pods) {
        return pods.stream().filter(RoutedPod::settled).map(RoutedPod::id).collect(Collectors.toSet());
    }
}
