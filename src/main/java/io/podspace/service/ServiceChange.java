package io.podspace.service;

import java.util.List;
import java.util.Map;

/** What a service shall be from now on; all of it, as in {@link NewService}. Name and address stay. */
public record ServiceChange(List<ServicePort> ports, ProxyTable.Algorithm algorithm, Map<String, String> selector) {
    public ServiceChange {
        ports = List.copyOf(ports);
        selector = Map.copyOf(selector);
    }
}
