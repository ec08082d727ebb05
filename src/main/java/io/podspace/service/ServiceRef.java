package io.podspace.service;

import java.util.Set;

/** What other rooms need to know of a service. */
public record ServiceRef(long id, String name, Set<Integer> ports) {
    public ServiceRef {
        ports = Set.copyOf(ports);
    }
}
