package io.podspace.reconcile;

import io.podspace.deployment.PodTemplate;
import io.podspace.health.Checks;
import java.util.HashMap;
import java.util.Map;

/**
 * What routing needs of a revision.
 *
 * @param ports of its pods that have a name
 */
record RoutedRevision(Checks checks, Map<String, Integer> ports) {
    static final RoutedRevision UNKNOWN = new RoutedRevision(Checks.NONE, Map.of());

    RoutedRevision {
        ports = Map.copyOf(ports);
    }

    static RoutedRevision of(PodTemplate template) {
        Map<String, Integer> named = new HashMap<>();
        template.ports().stream()
                .filter(port -> !port.name().isEmpty())
                .forEach(port -> named.put(port.name(), port.number()));
        return new RoutedRevision(template.checks(), named);
    }
}
