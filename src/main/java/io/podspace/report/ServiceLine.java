package io.podspace.report;

import io.podspace.service.ServicePort;
import java.util.List;
import java.util.Optional;

/**
 * A service on the overview, with the routes that send to it.
 *
 * @param inSync its balancer does what is wanted
 */
public record ServiceLine(
        long id,
        String name,
        List<ServicePort> ports,
        boolean inSync,
        Optional<String> syncMessage,
        boolean deleting,
        List<RouteLine> routes) {

    /**
     * A route on the overview.
     *
     * @param share of the route's requests that this service gets, in percent
     */
    public record RouteLine(long id, String name, String url, int share, boolean deleting) {}
}
