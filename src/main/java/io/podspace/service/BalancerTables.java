package io.podspace.service;

import io.podspace.health.Checks;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Listener;
import io.podspace.service.ProxyTable.Protocol;
import java.util.List;
import java.util.Optional;

/** What the balancer of a service shall do: one listener and one backend for each port, all pods equal
 * unless a rollout splits the requests. Pure. */
public final class BalancerTables {
    private static final int EQUAL = 1;

    private BalancerTables() {}

    /** @param pods of the service's project, or more */
    public static ProxyTable of(RoutedService service, List<RoutedPod> pods) {
        List<RoutedPod> behind = service.behind(pods);
        List<Listener> listeners = service.ports().stream()
                .map(port -> new Listener(port.port(), key(service, port)))
                .toList();
        List<Backend> backends = service.ports().stream()
                .map(port -> new Backend(
                        key(service, port),
                        port.protocol(),
                        service.algorithm(),
                        false,
                        endpoints(service, behind, port)))
                .toList();
        return new ProxyTable(listeners, List.of(), backends, List.of());
    }

    /**
     * A table without listeners, for checks alone: pods that are to be checked from outside and are behind no service.
     *
     * @param services of the project that stay
     * @param pods of the project
     */
    public static Optional<ProxyTable> checksAlone(long project, List<RoutedService> services, List<RoutedPod> pods) {
        List<Endpoint> alone = pods.stream()
                .filter(pod -> !pod.checks().fromOutside().none())
                .filter(pod -> services.stream().noneMatch(service -> service.selects(pod)))
                .filter(RoutedPod::reachable)
                .map(pod -> new Endpoint(
                        pod.id(),
                        pod.address().orElseThrow(),
                        port(pod.checks()),
                        EQUAL,
                        pod.wish().orElseThrow(),
                        pod.checks()))
                .toList();
        Backend backend = new Backend("c" + project, Protocol.TCP, Algorithm.ROUND_ROBIN, false, alone);
        return alone.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProxyTable(List.of(), List.of(), List.of(backend), List.of()));
    }

    private static int port(Checks checks) {
        return checks.fromOutside()
                .readiness()
                .or(checks.fromOutside()::startup)
                .or(checks.fromOutside()::liveness)
                .orElseThrow()
                .method()
                .onPort()
                .orElseThrow();
    }

    private static List<Endpoint> endpoints(RoutedService service, List<RoutedPod> pods, ServicePort port) {
        Split split = new Split(pods);
        return pods.stream()
                .map(pod -> new Endpoint(
                        pod.id(),
                        pod.address().orElseThrow(),
                        service.target(port, pod),
                        split.even() ? EQUAL : Split.weight(split.part(pod), split.largest()),
                        pod.wish().orElseThrow(),
                        pod.checks()))
                .toList();
    }

    private static String key(RoutedService service, ServicePort port) {
        return "s" + service.id() + "-" + port.port();
    }
}
