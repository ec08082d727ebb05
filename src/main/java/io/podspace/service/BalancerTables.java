package io.podspace.service;

import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Listener;
import java.util.List;

/** What the balancer of a service shall do: one listener and one backend for each port, all pods equal. Pure. */
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
                        key(service, port), port.protocol(), service.algorithm(), false, endpoints(behind, port)))
                .toList();
        return new ProxyTable(listeners, List.of(), backends, List.of());
    }

    private static List<Endpoint> endpoints(List<RoutedPod> pods, ServicePort port) {
        return pods.stream()
                .map(pod -> new Endpoint(
                        pod.id(),
                        pod.address().orElseThrow(),
                        port.targetPort(),
                        EQUAL,
                        pod.wish().orElseThrow(),
                        pod.checks()))
                .toList();
    }

    private static String key(RoutedService service, ServicePort port) {
        return "s" + service.id() + "-" + port.port();
    }
}
