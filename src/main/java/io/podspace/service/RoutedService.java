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
 * @param words by which it means ports of pods, by its own port; each pod is reached where its revision has that name
 */
public record RoutedService(
        long id,
        long project,
        String name,
        Map<String, String> selector,
        Algorithm algorithm,
        Optional<String> address,
        List<ServicePort> ports,
        boolean deleting,
        Map<Integer, String> words) {
    public RoutedService {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
        words = Map.copyOf(words);
    }

    /** Whether the pod is behind this service. */
    public boolean selects(RoutedPod pod) {
        return pod.project() == project
                && !selector.isEmpty()
                && pod.labels().entrySet().containsAll(selector.entrySet());
    }

    /** Where a pod is reached for a port: during a rollout one name may be two numbers. */
    public int target(ServicePort port, RoutedPod pod) {
        return Optional.ofNullable(words.get(port.port())).map(pod.ports()::get).orElse(port.targetPort());
    }

    /** The pods behind it that a proxy can be told of. */
    public List<RoutedPod> behind(List<RoutedPod> pods) {
        return pods.stream().filter(pod -> pod.reachable() && selects(pod)).toList();
    }
}
