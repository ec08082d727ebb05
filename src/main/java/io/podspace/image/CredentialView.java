package io.podspace.image;

import java.time.Instant;

/**
 * Credentials of a project for one registry, without the secret.
 *
 * @param registry host, with its port if any
 * @param createdAt when they were entered last
 */
public record CredentialView(long id, String registry, String username, Instant createdAt) {}
