package io.podspace.configuration;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A config map or secret without its values.
 *
 * @param type of a secret; {@code Opaque} unless something else was said
 * @param frozen its values never change
 * @param keys in the user's order
 * @param binary of keys whose values are bytes and no text: how many bytes
 */
public record ConfigurationView(
        long id,
        long projectId,
        ConfigurationKind kind,
        String name,
        String type,
        boolean frozen,
        List<String> keys,
        Map<String, Integer> binary,
        Instant createdAt) {}
