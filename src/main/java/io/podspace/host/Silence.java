package io.podspace.host;

import java.time.Instant;

/** A host that has not answered since then; its pods are unknown, not gone. */
public record Silence(String host, Instant since) {}
