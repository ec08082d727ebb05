package io.podspace.configuration;

import java.time.Instant;
import java.util.List;

/**
 * A config map or secret without its values.
 *
 * @param type of a secret; {@code Opaque} unless something else was said
 * @param frozen its values never change
 * @param keys in the user's order
 */
public record ConfigurationView(
        long id,
        long projectId,
        ConfigurationKind kind,
        String name,
        String type,
        boolean frozen,
        List<String> keys,
        Instant createdAt) {}
