package io.podspace.route;

import io.podspace.service.ProxyTable;
import java.util.List;
import java.util.Optional;

/** What a route shall be from now on; all of it, as in {@link NewRoute}. The name stays. */
public record RouteChange(
        Optional<String> host,
        String path,
        List<RouteTarget> targets,
        ProxyTable.Algorithm algorithm,
        boolean sticky,
        ProxyTable.Insecure insecure,
        CertificateChange certificate) {
    public RouteChange {
        targets = List.copyOf(targets);
    }
}
