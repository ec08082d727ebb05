package io.podspace.route;

import io.podspace.platform.Settings;
import io.podspace.project.ProjectRef;
import io.podspace.service.ProxyTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows as records: no row leaves the room. */
@ApplicationScoped
class RouteViews {
    @Inject
    Certificates certificates;

    @Inject
    Settings settings;

    /** @param services names by row id */
    RouteView view(Route route, ProjectRef project, Map<Long, String> services) {
        Optional<CertificateView> certificate = route.certificateId().flatMap(certificates::view);
        boolean https = certificate.isPresent() || route.insecure() == ProxyTable.Insecure.REDIRECT;
        GeneratedHost made = new GeneratedHost(
                route.name(), project.name(), settings.router().appsDomain());
        return new RouteView(
                route.id(),
                route.uid(),
                route.projectId(),
                route.name(),
                route.host(),
                route.path(),
                RouteUrl.of(settings.router(), route.host(), route.path(), https),
                route.host().equals(made.plain()) || route.host().equals(made.hashed()),
                targets(route, services),
                route.algorithm(),
                route.sticky(),
                route.insecure(),
                certificate,
                route.deleting(),
                route.generation(),
                route.createdAt());
    }

    private static List<RouteTarget> targets(Route route, Map<Long, String> services) {
        return route.targets().stream()
                .map(target ->
                        new RouteTarget(services.getOrDefault(target.serviceId(), "?"), target.port(), target.weight()))
                .sorted(Comparator.comparing(RouteTarget::service).thenComparing(RouteTarget::port))
                .toList();
    }
}
