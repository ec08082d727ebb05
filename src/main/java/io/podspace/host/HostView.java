package io.podspace.host;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One host, as pages and placement see it.
 *
 * @param address where ports published by the engine are reached
 * @param tls fingerprint of the certificates that the engine is reached with; empty: none are stored
 * @param edge routers run here
 * @param engine version, once it has answered
 * @param engineId by which the known engine knows itself, once it has answered
 * @param otherEngine id of an engine that answers there now and is not believed, since it is not the known one
 * @param message why it is silent, and what to do
 * @param lastSeenAt about when it last answered
 * @param silentSince it has not answered since then; its pods are unknown, not gone
 * @param fullSince its disk had no space for what it was to store, the first time then, and since then at each try
 */
public record HostView(
        long id,
        String uid,
        String name,
        String endpoint,
        String address,
        String tls,
        HostState state,
        boolean edge,
        Capacity capacity,
        Optional<String> engine,
        Optional<String> engineId,
        Optional<String> otherEngine,
        Optional<String> message,
        Optional<Instant> lastSeenAt,
        Optional<Instant> silentSince,
        Optional<Instant> fullSince) {

    /** Of the host that the platform's settings name. */
    static final String FIRST = "host-1";

    /** Whether the settings say how it is reached, at each start anew. */
    public boolean ofSettings() {
        return name.equals(FIRST);
    }

    /** How drivers reach it. */
    public HostRef ref() {
        return new HostRef(id, name, URI.create(endpoint), address, tls, engineId.orElse(""));
    }
}
