package io.podspace.host;

import java.time.Instant;

/**
 * A host that has not answered since then; its pods are unknown, not gone.
 *
 * @param replaced another engine answers in place of the known one
 */
public record Silence(String host, Instant since, boolean replaced) {}
