package io.podspace.configuration;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is in a config map or secret. Only texts can become variables.
 *
 * @param texts by key, in the user's order
 * @param binary bytes in base64, by key; no key of these is among the texts
 */
public record Values(Map<String, String> texts, Map<String, String> binary) {
    private static final Values NONE = of(Map.of());

    /** Nothing but text. */
    public static Values of(Map<String, String> texts) {
        return new Values(texts, Map.of());
    }

    static Values none() {
        return NONE;
    }

    /** Other texts beside the same bytes. */
    public Values with(Map<String, String> others) {
        return new Values(others, binary);
    }

    /** Texts first. */
    Set<String> keys() {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.putAll(binary);
        return all.keySet();
    }

    /** How many bytes each value has that is no text. */
    Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        new TreeSet<>(binary.keySet())
                .forEach(key -> sizes.put(key, Base64.getDecoder().decode(binary.get(key)).length));
        return sizes;
    }

    @Override
    public String toString() {
        return "values of " + keys();
    }
}
