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
import java.util.Set;

/** Rows as records: no row leaves the room. */
@ApplicationScoped
class RouteViews {
    @Inject
    Certificates certificates;

    @Inject
    Settings settings;

    /** @param services ports by name */
    RouteView view(Route route, ProjectRef project, Map<String, Set<Integer>> services) {
        List<RouteTarget> targets = targets(route);
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
                targets,
                targets.stream()
                        .flatMap(target -> gap(target, services).stream())
                        .toList(),
                route.algorithm(),
                route.sticky(),
                route.insecure(),
                certificate,
                route.deleting(),
                route.generation(),
                route.createdAt());
    }

    private static List<RouteTarget> targets(Route route) {
        return route.targets().stream()
                .map(target -> new RouteTarget(target.service(), target.port(), target.weight()))
                .sorted(Comparator.comparing(RouteTarget::service).thenComparing(RouteTarget::port))
                .toList();
    }

    private static Optional<String> gap(RouteTarget target, Map<String, Set<Integer>> services) {
        Set<Integer> ports = services.get(target.service());
        if (ports == null) {
            return Optional.of("The service %s does not exist.".formatted(target.service()));
        }
        return ports.contains(target.port())
                ? Optional.empty()
                : Optional.of("The service %s has no such port.".formatted(target.service()));
    }
}
