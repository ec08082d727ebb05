package io.podspace.service;

import io.podspace.health.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a proxy reports. A silent proxy is unknown: it may still send requests to its endpoints. */
public sealed interface ProxyState {

    /**
     * @param reloads since the container's start
     * @param endpoints every filled slot
     * @param counts of every filled slot of a backend that speaks HTTP
     * @param results pod to the last results of the checks that the proxy runs for it
     * @param at nothing in it is older
     */
    record Seen(
            List<EndpointState> endpoints, Map<Long, List<Result>> results, List<Count> counts, int reloads, Instant at)
            implements ProxyState {
        public Seen {
            endpoints = List.copyOf(endpoints);
            counts = List.copyOf(counts);
            results = Map.copyOf(results);
        }
    }

    /** It did not answer. {@code gone}: the engine says that no such container runs, so it sends no requests either. */
    record Silent(boolean gone, String why, Instant at) implements ProxyState {}

    /**
     * One endpoint in one backend.
     *
     * @param checkPassed the last check since the slot was filled passed
     * @param inRotation gets new requests now
     * @param sessions requests or connections under way; of one in rotation, as they were a moment ago
     */
    record EndpointState(String backend, long pod, boolean checkPassed, boolean inRotation, int sessions) {}

    /** What a slot with a pod has answered since the process began, the pods in it before included. */
    record Count(String backend, long pod, Responses responses) {}
}
