package io.podspace.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A personal token as its owner sees it, without the token itself.
 *
 * @param start its first characters, to tell it from others
 * @param projects names of the projects that it is limited to; empty: all of its owner's
 * @param writes it may change things
 * @param expiresAt empty: never
 * @param lastUsedAt to about a minute; empty: never
 */
public record TokenView(
        long id,
        String name,
        String start,
        List<String> projects,
        boolean writes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {}
