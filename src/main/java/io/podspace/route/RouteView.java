package io.podspace.route;

import io.podspace.service.ProxyTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One route.
 *
 * @param url where it answers, with the routers' port where that is not the scheme's own
 * @param generated the host name was made by the platform
 * @param gaps which of its targets lead nowhere, and why
 */
public record RouteView(
        long id,
        String uid,
        long projectId,
        String name,
        String host,
        String path,
        String url,
        boolean generated,
        List<RouteTarget> targets,
        List<String> gaps,
        ProxyTable.Algorithm algorithm,
        boolean sticky,
        ProxyTable.Insecure insecure,
        Optional<CertificateView> certificate,
        boolean deleting,
        long generation,
        Instant createdAt) {}
