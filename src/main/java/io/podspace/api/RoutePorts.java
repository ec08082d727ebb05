package io.podspace.api;

import io.podspace.platform.Changed.Topic;
import io.podspace.platform.Changing;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import io.podspace.route.CertificateChange;
import io.podspace.route.RouteChange;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ports of services that routes mean by a word. A manifest may bring the route first: until the service is there, no port
 * stands for it. Whoever changes a service, the routes that mean one of its ports by a word go along in the same transaction.
 */
@ApplicationScoped
class RoutePorts {
    /** No port has this number. */
    static final int LATER = 0;

    @Inject
    Services services;

    @Inject
    Routes routes;

    @Inject
    ObjectReports objects;

    /** The number that the word means; {@link #LATER} without such a service; empty when it has no such port. */
    static Optional<Integer> named(List<ServiceView> services, String service, String word) {
        Optional<ServiceView> found = services.stream()
                .filter(view -> view.name().equals(service) && !view.deleting())
                .findFirst();
        return found.isEmpty()
                ? Optional.of(LATER)
                : found.get().ports().stream()
                        .filter(port -> port.name().equals(word))
                        .map(ServicePort::port)
                        .findFirst();
    }

    /** @param named what {@link #named} says of a word, which may stand for anything while there is no service */
    static boolean means(Optional<Integer> named, int port) {
        return port == LATER
                || named.filter(number -> number == LATER || number == port).isPresent();
    }

    void follow(@Observes(during = TransactionPhase.BEFORE_COMPLETION) Changing changing) {
        if (changing.topic() == Topic.SERVICE) {
            Map<Long, ObjectFacts> noted = new HashMap<>(objects.of(changing.project(), Topic.ROUTE));
            noted.values()
                    .removeIf(facts -> RouteNotes.port(facts.annotations()).isEmpty());
            if (!noted.isEmpty()) {
                follow(changing.project(), noted);
            }
        }
    }

    private void follow(long project, Map<Long, ObjectFacts> noted) {
        List<ServiceView> all = services.list(project);
        routes.list(project).stream()
                .filter(route -> !route.deleting() && noted.containsKey(route.id()))
                .forEach(route ->
                        follow(route, RouteNotes.port(noted.get(route.id()).annotations()), all));
    }

    private void follow(RouteView route, String word, List<ServiceView> all) {
        List<RouteTarget> targets =
                route.targets().stream().map(target -> moved(target, word, all)).toList();
        if (!targets.equals(route.targets())) {
            routes.update(
                    route.id(),
                    new RouteChange(
                            Optional.of(route.host()).filter(host -> !route.generated()),
                            route.path(),
                            targets,
                            route.algorithm(),
                            route.sticky(),
                            route.insecure(),
                            new CertificateChange.Keep()));
        }
    }

    private static RouteTarget moved(RouteTarget target, String word, List<ServiceView> all) {
        int port = named(all, target.service(), word)
                .filter(number -> number != LATER)
                .orElse(target.port());
        return new RouteTarget(target.service(), port, target.weight());
    }
}
