package io.podspace.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which words a service means the ports of its pods, as in Kubernetes: each pod is reached at the port that its own
 * revision calls so. Noted among the service's annotations (decision 0257). Pure.
 */
public final class PortWords {
    /** The annotation: {@code port:targetPort:word}, joined by commas. */
    public static final String ANNOTATION = "podspace.io/service-target-ports";

    private PortWords() {}

    /** How a word is noted for a port. */
    public static String entry(ServicePort port, String word) {
        return start(port) + word;
    }

    /** The word by which the port was meant; empty when nobody said one, or the port has been changed since. */
    public static Optional<String> of(ServicePort port, Map<String, String> annotations) {
        return List.of(annotations.getOrDefault(ANNOTATION, "").split(",")).stream()
                .filter(each -> each.startsWith(start(port)))
                .map(each -> each.substring(start(port).length()))
                .findFirst();
    }

    private static String start(ServicePort port) {
        return port.port() + ":" + port.targetPort() + ":";
    }
}
