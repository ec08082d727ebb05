package io.podspace.security;

import java.time.Instant;
import java.util.Optional;

/**
 * An account as administrators and its owner see it.
 *
 * @param disabled cannot sign in, and has no running session
 */
public record AccountView(
        long id,
        String name,
        String email,
        boolean administrator,
        boolean disabled,
        Instant createdAt,
        Optional<Instant> lastLoginAt) {}
