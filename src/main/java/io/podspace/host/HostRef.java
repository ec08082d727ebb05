package io.podspace.host;

import java.net.URI;

/**
 * How a driver reaches a host.
 *
 * @param id row of the host
 * @param name for messages
 * @param endpoint the engine's URL: {@code unix:///...} or {@code tcp://host:2376} (TLS)
 * @param address where ports published by this engine are reached from the control plane
 * @param tls fingerprint of the stored certificates that it is reached with; empty: none are stored
 */
public record HostRef(long id, String name, URI endpoint, String address, String tls) {
    /** Without stored certificates. */
    public HostRef(long id, String name, URI endpoint, String address) {
        this(id, name, endpoint, address, "");
    }
}
