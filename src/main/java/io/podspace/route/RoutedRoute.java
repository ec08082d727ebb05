package io.podspace.route;

import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Certificate;
import io.podspace.service.ProxyTable.Insecure;
import java.util.List;
import java.util.Optional;

/**
 * A route as routing sees it; one that is being deleted is not among them.
 *
 * @param id row id
 * @param certificate for its host, with the key
 * @param targets in the order of the user
 */
public record RoutedRoute(
        long id,
        long project,
        String host,
        String path,
        Algorithm algorithm,
        boolean sticky,
        Insecure insecure,
        Optional<Certificate> certificate,
        List<Target> targets) {
    public RoutedRoute {
        targets = List.copyOf(targets);
    }

    /**
     * @param service row id; 0 while there is none of that name
     * @param port of the service
     * @param weight 0-256; 0: keeps its visitors with a cookie, gets no new ones
     */
    public record Target(long service, int port, int weight) {}
}
