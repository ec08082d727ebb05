package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerSpec.PublishedPort;
import io.podspace.host.HostRef;
import io.podspace.host.HostState;
import io.podspace.host.HostView;
import io.podspace.host.Labels;
import io.podspace.host.LiveHosts;
import io.podspace.host.Names;
import io.podspace.host.NetworkAttachment;
import io.podspace.platform.Settings;
import io.podspace.route.RoutedRoute;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.RoutedService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where proxies run and which networks they join. Names derive from rows, so that a repeated pass finds its proxies. */
@ApplicationScoped
class ProxySpecs {
    @Inject
    Settings settings;

    @Inject
    LiveHosts hosts;

    @Inject
    NetworkRows networks;

    @Inject
    ContainerDriver driver;

    /** What their containers are labelled as. */
    static final String BALANCER = "balancer";

    static final String CHECKER = "checker";

    /** Hosts whose edge network was found or made in the life of this node. */
    private final Set<HostRef> prepared = ConcurrentHashMap.newKeySet();

    /** @param service with an address */
    ProxySpec balancer(RoutedService service, HostRef host) {
        return balancer(
                service.project(),
                service.id(),
                host,
                List.of(
                        EdgeNetwork.attachment(settings.cluster()),
                        new NetworkAttachment(
                                Names.network(settings.cluster(), service.project()),
                                service.address(),
                                List.of(service.name()))));
    }

    /** A balancer that is only to be removed: its networks do not matter any more. */
    ProxySpec leaving(long project, long service, HostRef host) {
        return balancer(project, service, host, List.of());
    }

    private ProxySpec balancer(long project, long service, HostRef host, List<NetworkAttachment> joined) {
        String cluster = settings.cluster();
        return new ProxySpec(
                Names.balancer(cluster, service),
                Kind.BALANCER,
                host,
                joined,
                List.of(),
                Map.of(
                        Labels.CLUSTER,
                        cluster,
                        Labels.KIND,
                        BALANCER,
                        Labels.PROJECT,
                        Long.toString(project),
                        Labels.SERVICE,
                        Long.toString(service)));
    }

    /** In the project's network without a name: for checks of pods that are behind no service. */
    ProxySpec checker(long project, HostRef host) {
        return checker(
                project,
                host,
                List.of(
                        EdgeNetwork.attachment(settings.cluster()),
                        new NetworkAttachment(
                                Names.network(settings.cluster(), project), Optional.empty(), List.of())));
    }

    /** One that is only to be removed. */
    ProxySpec leavingChecker(long project, HostRef host) {
        return checker(project, host, List.of());
    }

    private ProxySpec checker(long project, HostRef host, List<NetworkAttachment> joined) {
        String cluster = settings.cluster();
        return new ProxySpec(
                Names.checker(cluster, project),
                Kind.BALANCER,
                host,
                joined,
                List.of(),
                Map.of(Labels.CLUSTER, cluster, Labels.KIND, CHECKER, Labels.PROJECT, Long.toString(project)));
    }

    /** Makes what a host's proxies are attached to first. Asks the engine, so no specification of another host waits for it. */
    void prepare(HostRef host) {
        if (!prepared.contains(host)) {
            new EdgeNetwork(settings.cluster(), settings.network(), networks, driver, HostRoutes::of).ensure(host);
            prepared.add(host);
        }
    }

    /** One router on each edge host, in the networks of the projects that have routes. */
    List<ProxySpec> routers(List<RoutedRoute> routes) {
        List<Long> projects =
                routes.stream().map(RoutedRoute::project).distinct().sorted().toList();
        return hosts.list().stream()
                .filter(host -> host.edge() && host.state() != HostState.LOST)
                .map(HostView::ref)
                .map(host -> router(host, projects))
                .toList();
    }

    private ProxySpec router(HostRef host, List<Long> projects) {
        String cluster = settings.cluster();
        Settings.Router router = settings.router();
        List<NetworkAttachment> joined = new ArrayList<>();
        joined.add(EdgeNetwork.attachment(cluster));
        projects.forEach(project ->
                joined.add(new NetworkAttachment(Names.network(cluster, project), Optional.empty(), List.of())));
        return new ProxySpec(
                Names.router(cluster, host.id()),
                Kind.ROUTER,
                host,
                joined,
                List.of(
                        new PublishedPort(ProxySpec.ROUTER_HTTP, router.bind(), router.httpPort()),
                        new PublishedPort(ProxySpec.ROUTER_HTTPS, router.bind(), router.httpsPort())),
                Map.of(Labels.CLUSTER, cluster, Labels.KIND, "router"));
    }
}
