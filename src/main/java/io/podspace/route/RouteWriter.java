package io.podspace.route;

import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.project.ProjectRef;
import io.podspace.service.LiveServices;
import io.podspace.service.ServiceRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a route's row to a checked wish. Locks always in this order, so that two writers do not wait for each other in a
 * circle: project, services, host.
 */
@ApplicationScoped
class RouteWriter {
    @Inject
    LiveServices services;

    @Inject
    HostClaims claims;

    @Inject
    Certificates certificates;

    @Inject
    Settings settings;

    /** @return whether anything changed */
    boolean write(Route route, ProjectRef project, RouteChange wish) {
        Set<Route.Target> targets = targets(route, project, wish.targets());
        String host = host(route, project, wish);
        boolean changed = !host.equals(route.host())
                || !wish.path().equals(route.path())
                || !targets.equals(route.targets())
                || wish.algorithm() != route.algorithm()
                || wish.sticky() != route.sticky()
                || wish.insecure() != route.insecure();
        if (wish.certificate() instanceof CertificateChange.Keep && !host.equals(route.host())) {
            route.certificateId().ifPresent(certificate -> certificates.mustFit(certificate, host));
        }
        route.claim(host, wish.path());
        route.serve(targets, wish.algorithm(), wish.sticky(), wish.insecure());
        return certify(route, wish.certificate()) | changed;
    }

    private String host(Route route, ProjectRef project, RouteChange wish) {
        String host = wish.host().orElseGet(() -> generated(route, project));
        claims.take(host, wish.path(), project.id(), route.isStored() ? route.id() : 0);
        return host;
    }

    private String generated(Route route, ProjectRef project) {
        GeneratedHost host = new GeneratedHost(
                route.name(), project.name(), settings.router().appsDomain());
        return claims.isFree(host.plain(), project.id()) ? host.plain() : host.hashed();
    }

    private Set<Route.Target> targets(Route route, ProjectRef project, List<RouteTarget> wanted) {
        Set<Route.Target> targets = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            RouteTarget target = wanted.get(i);
            String field = "targets[%d]".formatted(i);
            Optional<ServiceRef> service = services.hold(project.id(), target.service());
            if (!route.sendsTo(target.service(), target.port())) {
                service.ifPresent(found -> mustHave(found, target.port(), field));
            }
            targets.add(new Route.Target(target.service(), target.port(), target.weight()));
        }
        return targets;
    }

    /** A service that is not there yet may bring any port; one that lost a port does not bind those who sent to it. */
    private static void mustHave(ServiceRef service, int port, String field) {
        if (!service.ports().contains(port)) {
            throw PodSpaceException.invalid(
                    field + ".port",
                    "%s.port: the service '%s' has no port %d; it has %s"
                            .formatted(field, service.name(), port, service.ports()));
        }
    }

    private boolean certify(Route route, CertificateChange change) {
        Long old = route.certificateId().orElse(null);
        Long next =
                switch (change) {
                    case CertificateChange.Keep keep -> old;
                    case CertificateChange.Remove remove -> null;
                    case CertificateChange.Replace replace -> certificates.keep(replace.upload(), route.host());
                };
        route.certificate(next);
        if (old != null && !old.equals(next)) {
            certificates.drop(old);
        }
        return old == null ? next != null : !old.equals(next);
    }
}
