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
 * @param engine id of the engine that is known there, the only one that is believed; empty: none has answered yet
 */
public record HostRef(long id, String name, URI endpoint, String address, String tls, String engine) {
    /** Without stored certificates, and whoever answers is believed. */
    public HostRef(long id, String name, URI endpoint, String address) {
        this(id, name, endpoint, address, "", "");
    }
}
