package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Route of OpenShift says beyond a route of PodSpace: the order of its services, and by which word a port is meant.
 * Kept with the annotations, where nobody sees it, so that a manifest comes back as it was written. Pure.
 */
final class RouteNotes {
    private static final String BACKENDS = "podspace.io/route-backends";
    private static final String PORT = "podspace.io/route-target-port";

    private RouteNotes() {}

    /** Without what is noted. */
    static Map<String, String> visible(Map<String, String> annotations) {
        Map<String, String> visible = new LinkedHashMap<>(annotations);
        visible.keySet().removeAll(List.of(BACKENDS, PORT));
        return visible;
    }

    /** Notes what that Route says. */
    static Map<String, String> of(JsonNode spec, Map<String, String> annotations) {
        Map<String, String> noted = visible(annotations);
        List<String> services = new ArrayList<>();
        RouteReader.backends(spec)
                .forEach(backend -> services.add(backend.path("name").asText()));
        if (services.size() > 1) {
            noted.put(BACKENDS, String.join(",", services));
        }
        JsonNode port = Trees.at(spec, "port.targetPort");
        if (port.isTextual()) {
            noted.put(PORT, port.asText());
        }
        return noted;
    }

    /**
     * Keeps what was noted when an Ingress changes the route.
     *
     * @param port the word by which it means the port; empty: it says a number
     */
    static Map<String, String> kept(Map<String, String> before, Map<String, String> annotations, String port) {
        Map<String, String> kept = visible(annotations);
        if (before.containsKey(BACKENDS)) {
            kept.put(BACKENDS, before.get(BACKENDS));
        }
        if (!port.isEmpty()) {
            kept.put(PORT, port);
        }
        return kept;
    }

    /** Names of services, the first first; empty where nobody said. */
    static List<String> backends(Map<String, String> annotations) {
        return List.of(annotations.getOrDefault(BACKENDS, "").split(","));
    }

    /** The word by which the port is meant; empty where nobody said. */
    static String port(Map<String, String> annotations) {
        return annotations.getOrDefault(PORT, "");
    }
}
