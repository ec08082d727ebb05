package io.podspace.route;

import io.podspace.activity.Announcements;
import io.podspace.platform.Changed;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.platform.Transactions;
import io.podspace.project.LiveProjects;
import io.podspace.project.ProjectDeletion;
import io.podspace.project.ProjectRef;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import io.podspace.service.LiveServices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The boundary of routes: writes intent, never touches a router. Looking is for members, changing for editors; what the
 * caller may not see and what is not there get the same NOT_FOUND.
 */
@ApplicationScoped
public class Routes {
    @PersistenceContext
    EntityManager rows;

    @Inject
    RouteRows routes;

    @Inject
    RouteWriter writer;

    @Inject
    RouteViews views;

    @Inject
    Certificates certificates;

    @Inject
    HostClaims claims;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    LiveProjects projects;

    @Inject
    LiveServices services;

    @Inject
    Announcements announcements;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** The host name that a route of that name would get; for the form, no claim. Members. */
    public String generatedHost(long projectId, String name) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            RouteRules.name(name);
            GeneratedHost host = new GeneratedHost(
                    name, projects.ref(projectId).name(), settings.router().appsDomain());
            return claims.looksFree(host.plain(), projectId) ? host.plain() : host.hashed();
        });
    }

    /**
     * Claims host and path, for this project alone. Its services may come later; until then nobody answers.
     *
     * @throws PodSpaceException INVALID at a field such as {@code host}, {@code path}, {@code targets[0].port},
     *     {@code certificate.chain}; ALREADY_EXISTS at {@code name}, {@code host} or {@code path}; FORBIDDEN at
     *     {@code host} for names of the platform itself
     */
    public RouteView create(NewRoute command) {
        return transactions.write(() -> {
            permissions.require(command.projectId(), Permission.EDIT);
            RouteRules.name(command.name());
            RouteChange wish = RouteRules.check(RouteRules.asChange(command), settings.router());
            ProjectRef project = projects.hold(command.projectId());
            routes.find(project.id(), command.name()).ifPresent(RouteRules::nameIsTaken);
            Route route = new Route(project.id(), command.name(), clock.instant());
            writer.write(route, project, wish);
            rows.persist(route);
            RouteView view = view(route, project);
            announcements.made(
                    route.projectId(), Changed.Topic.ROUTE, route, "It answers at %s.".formatted(view.url()));
            return view;
        });
    }

    /** @throws PodSpaceException as {@link #create} */
    public RouteView update(long id, RouteChange change) {
        return transactions.write(() -> {
            Route route = routes.locked(id);
            route.mustBeAlive("route");
            RouteChange wish = RouteRules.check(change, settings.router());
            ProjectRef project = projects.hold(route.projectId());
            if (writer.write(route, project, wish)) {
                route.changed();
                announce(
                        route,
                        "Changed",
                        "It answers at %s.".formatted(view(route, project).url()));
            }
            return view(route, project);
        });
    }

    /** Marks it as deleting; the routers forget it, then the row goes. Once more changes nothing. */
    public void delete(long id) {
        transactions.write(() -> {
            Route route = routes.locked(id);
            if (route.startDeleting(clock.instant())) {
                announce(route, "Deleting", "The route is being deleted.");
            }
        });
    }

    /** By name. */
    public List<RouteView> list(long projectId) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            ProjectRef project = projects.ref(projectId);
            Map<String, Set<Integer>> ports = services.ports(projectId);
            return routes.all(projectId).stream()
                    .map(route -> views.view(route, project, ports))
                    .toList();
        });
    }

    /** @throws PodSpaceException NOT_FOUND */
    public RouteView view(long id) {
        return transactions.read(() -> {
            Route route = routes.visible(id);
            return view(route, projects.ref(route.projectId()));
        });
    }

    /** The certificate that was brought, with its private key: empty for the platform's own. Editors. */
    public Optional<CertificateUpload> certificate(long id) {
        return transactions.read(() -> {
            Route route = routes.visible(id);
            permissions.require(route.projectId(), Permission.EDIT);
            return route.certificateId().flatMap(certificates::open);
        });
    }

    /** Sets labels and annotations of the object itself, for the public API. */
    public void describe(long id, Map<String, String> labels, Map<String, String> annotations) {
        transactions.write(() -> {
            Route route = routes.locked(id);
            route.mustBeAlive("route");
            route.describe(Names.labels("labels", labels), Names.annotations("metadata.annotations", annotations));
        });
    }

    void onProjectDeletion(@Observes ProjectDeletion deletion) {
        for (Route route : routes.allLocked(deletion.project())) {
            if (route.startDeleting(clock.instant())) {
                announce(route, "Deleting", "The project is being deleted.");
            }
        }
    }

    private RouteView view(Route route, ProjectRef project) {
        return views.view(route, project, services.ports(project.id()));
    }

    private void announce(Route route, String reason, String message) {
        announcements.say(route.projectId(), Changed.Topic.ROUTE, route, reason, message);
    }
}
