package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.podspace.service.PortWords;
import io.podspace.service.ServicePort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * By which words a service means the ports of its pods ({@link PortWords}). Kept with the annotations, where nobody sees
 * it, so that a manifest comes back as it was written. Pure.
 */
final class ServiceNotes {
    private ServiceNotes() {}

    static boolean noted(Map<String, String> annotations) {
        return annotations.containsKey(PortWords.ANNOTATION);
    }

    /** Without what is noted. */
    static Map<String, String> visible(Map<String, String> annotations) {
        Map<String, String> visible = new LinkedHashMap<>(annotations);
        visible.remove(PortWords.ANNOTATION);
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
                    .forEach(found -> words.add(PortWords.entry(found, word.asText())));
        }
        Map<String, String> noted = visible(annotations);
        if (!words.isEmpty()) {
            noted.put(PortWords.ANNOTATION, String.join(",", words));
        }
        return noted;
    }

    /** The words stay with ports that have other numbers now. @param after one for each of before */
    static Map<String, String> moved(
            List<ServicePort> before, List<ServicePort> after, Map<String, String> annotations) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            ServicePort moved = after.get(i);
            PortWords.of(before.get(i), annotations).ifPresent(word -> words.add(PortWords.entry(moved, word)));
        }
        Map<String, String> noted = visible(annotations);
        if (!words.isEmpty()) {
            noted.put(PortWords.ANNOTATION, String.join(",", words));
        }
        return noted;
    }
}
