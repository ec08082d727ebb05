package io.podspace.route;

import io.podspace.service.ProxyTable;
import java.util.List;
import java.util.Optional;

/**
 * The wish for a route.
 *
 * @param name DNS label of at most 40 characters, unique in the project
 * @param host own DNS name; empty: generated, {@code <name>-<project>.<apps domain>}
 * @param path prefix of whole segments, begins with a slash; blank: {@code /}
 * @param targets 1-16
 * @param sticky a cookie keeps a visitor on one pod
 * @param insecure what plain HTTP gets
 * @param certificate for HTTPS; empty: the platform's own
 */
public record NewRoute(
        long projectId,
        String name,
        Optional<String> host,
        String path,
        List<RouteTarget> targets,
        ProxyTable.Algorithm algorithm,
        boolean sticky,
        ProxyTable.Insecure insecure,
        Optional<CertificateUpload> certificate) {
    public NewRoute {
        targets = List.copyOf(targets);
    }
}
