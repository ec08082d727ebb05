package io.podspace.host;

import java.util.Optional;

/**
 * How an administrator says that an engine is reached.
 *
 * @param endpoint {@code unix:///path} or {@code tcp://host:2376}
 * @param address where ports that it publishes are reached; blank: the endpoint's host, or loopback for a socket
 * @param tls for {@code tcp://}; empty: those that are stored
 */
public record HostAccess(String endpoint, String address, Optional<EngineTls> tls) {}
