package io.podspace.placement;

import io.podspace.host.Capacity;
import io.podspace.host.HostState;

/**
 * A host that may take a pod.
 *
 * @param host row id
 * @param reachable false: it is silent, nothing new goes there
 * @param full its disk has no space left
 * @param siblings pods of the same deployment that it has already
 */
public record Candidate(
        long host,
        String name,
        HostState state,
        boolean reachable,
        boolean full,
        Capacity capacity,
        Usage usage,
        int siblings) {

    /** After it has taken a pod of the deployment. */
    public Candidate taking(Request request) {
        return new Candidate(host, name, state, reachable, full, capacity, usage.plus(request), siblings + 1);
    }
}
