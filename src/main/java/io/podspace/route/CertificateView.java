package io.podspace.route;

import java.time.Instant;

/** The public part of a route's certificate. */
public record CertificateView(String subject, Instant notAfter) {}
