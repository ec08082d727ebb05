package io.podspace.service;

import io.podspace.health.Checks;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pods and services as routing sees them, for tests that need less of them. */
public final class Routed {
    private Routed() {}

    /** Without names of ports. */
    public static RoutedPod pod(
            long id,
            long deployment,
            long project,
            Map<String, String> labels,
            Optional<String> address,
            Optional<Wish> wish,
            Checks checks,
            int revision,
            Optional<RoutedPod.Side> side) {
        return new RoutedPod(id, deployment, project, labels, address, wish, checks, revision, side, Map.of());
    }

    /** Of the first revision, without checks of its own. */
    public static RoutedPod pod(
            long id,
            long deployment,
            long project,
            Map<String, String> labels,
            Optional<String> address,
            Optional<Wish> wish) {
        return pod(id, deployment, project, labels, address, wish, Checks.NONE, 1, Optional.empty());
    }

    /** Its ports are meant by their numbers. */
    public static RoutedService service(
            long id,
            long project,
            String name,
            Map<String, String> selector,
            Algorithm algorithm,
            Optional<String> address,
            List<ServicePort> ports,
            boolean deleting) {
        return new RoutedService(id, project, name, selector, algorithm, address, ports, deleting, Map.of());
    }
}
