package io.podspace.service;

import java.util.List;
import java.util.Map;

/**
 * The wish for a service.
 *
 * @param name DNS label of at most 40 characters, unique in the project: its name on the project's network
 * @param ports 1-20
 * @param selector labels that a pod must have; empty: {@code app} = the service's name
 */
public record NewService(
        long projectId,
        String name,
        List<ServicePort> ports,
        ProxyTable.Algorithm algorithm,
        Map<String, String> selector) {
    public NewService {
        ports = List.copyOf(ports);
        selector = Map.copyOf(selector);
    }
}
