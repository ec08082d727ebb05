package io.podspace.service;

import java.time.Instant;
import java.util.List;

/** What a proxy reports. A silent proxy is unknown: it may still send requests to its endpoints. */
public sealed interface ProxyState {

    /**
     * @param reloads since the container's start
     * @param endpoints every filled slot
     */
    record Seen(List<EndpointState> endpoints, int reloads, Instant at) implements ProxyState {
        public Seen {
            endpoints = List.copyOf(endpoints);
        }
    }

    /** It did not answer. {@code gone}: the engine says that no such container runs, so it sends no requests either. */
    record Silent(boolean gone, String why, Instant at) implements ProxyState {}

    /**
     * One endpoint in one backend.
     *
     * @param checkPassed the last check since the slot was filled passed
     * @param inRotation gets new requests now
     * @param sessions requests or connections under way
     */
    record EndpointState(
            String backend, long pod, boolean checkPassed, boolean inRotation, int sessions, String lastCheck) {}
}
