package io.podspace.service;

import io.podspace.service.ProxyTable.Algorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service as routing sees it.
 *
 * @param id row id
 * @param selector all of these labels must be on a pod; without any it selects nothing, as in Kubernetes
 * @param address of its balancer, once it has one
 * @param deleting its balancer goes
 */
public record RoutedService(
        long id,
        long project,
        String name,
        Map<String, String> selector,
        Algorithm algorithm,
        Optional<String> address,
        List<ServicePort> ports,
        boolean deleting) {
    public RoutedService {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
    }

    /** Whether the pod is behind this service. */
    public boolean selects(RoutedPod pod) {
        return pod.project() == project
                && !selector.isEmpty()
                && pod.labels().entrySet().containsAll(selector.entrySet());
    }

    /** The pods behind it that a proxy can be told of. */
    public List<RoutedPod> behind(List<RoutedPod> pods) {
        return pods.stream().filter(pod -> pod.reachable() && selects(pod)).toList();
    }
}
