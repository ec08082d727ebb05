package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.podspace.service.ServicePort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which words a service means the ports of its pods. Kept with the annotations, where nobody sees it, so that a manifest
 * comes back as it was written. Pure.
 */
final class ServiceNotes {
    private static final String WORDS = "podspace.io/service-target-ports";

    private ServiceNotes() {}

    static boolean noted(Map<String, String> annotations) {
        return annotations.containsKey(WORDS);
    }

    /** Without what is noted. */
    static Map<String, String> visible(Map<String, String> annotations) {
        Map<String, String> visible = new LinkedHashMap<>(annotations);
        visible.remove(WORDS);
        return visible;
    }

    /**
     * Notes what a manifest says.
     *
     * @param ports as they were looked up
     */
    static Map<String, String> of(JsonNode spec, List<ServicePort> ports, Map<String, String> annotations) {
        List<String> words = new ArrayList<>();
        for (JsonNode port : spec.path("ports")) {
            JsonNode word = port.path("targetPort");
            ports.stream()
                    .filter(found -> word.isTextual()
                            && found.port() == port.path("port").asInt())
                    .forEach(found -> words.add(entry(found) + word.asText()));
        }
        Map<String, String> noted = visible(annotations);
        if (!words.isEmpty()) {
            noted.put(WORDS, String.join(",", words));
        }
        return noted;
    }

    /** The words stay with ports that have other numbers now. @param after one for each of before */
    static Map<String, String> moved(
            List<ServicePort> before, List<ServicePort> after, Map<String, String> annotations) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            String entry = entry(after.get(i));
            word(before.get(i), annotations).ifPresent(word -> words.add(entry + word));
        }
        Map<String, String> noted = visible(annotations);
        if (!words.isEmpty()) {
            noted.put(WORDS, String.join(",", words));
        }
        return noted;
    }

    /** The word by which the port was meant; empty when nobody said one, or the port has been changed since. */
    static Optional<String> word(ServicePort port, Map<String, String> annotations) {
        String entry = entry(port);
        return List.of(annotations.getOrDefault(WORDS, "").split(",")).stream()
                .filter(each -> each.startsWith(entry))
                .map(each -> each.substring(entry.length()))
                .findFirst();
    }

    private static String entry(ServicePort port) {
        return port.port() + ":" + port.targetPort() + ":";
    }
}
