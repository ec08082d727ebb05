package io.podspace.service;

import io.podspace.activity.Announcements;
import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.project.LiveProjects;
import io.podspace.project.ProjectDeletion;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The boundary of services: writes intent, never touches a proxy. Looking is for members, changing for editors; what
 * the caller may not see and what is not there get the same NOT_FOUND.
 */
@ApplicationScoped
public class Services {
    @PersistenceContext
    EntityManager rows;

    @Inject
    ServiceRows services;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    LiveProjects projects;

    @Inject
    Announcements announcements;

    @Inject
    Clock clock;

    /**
     * @throws PodSpaceException INVALID at a field such as {@code name}, {@code ports[0].port}, {@code selector[app]};
     *     ALREADY_EXISTS at {@code name}
     */
    public ServiceView create(NewService command) {
        return transactions.write(() -> {
            permissions.require(command.projectId(), Permission.EDIT);
            NewService wish = ServiceRules.check(command);
            projects.hold(wish.projectId());
            services.find(wish.projectId(), wish.name()).ifPresent(ServiceRules::nameIsTaken);
            Service service = new Service(wish, clock.instant());
            rows.persist(service);
            announcements.made(
                    service.projectId(),
                    Changed.Topic.SERVICE,
                    service,
                    "Pods with %s are reached under this name.".formatted(text(service)));
            return ServiceViews.view(service, List.of());
        });
    }

    /** @throws PodSpaceException as {@link #create}; CONFLICT when a route uses a port that would go */
    public ServiceView update(long id, ServiceChange change) {
        return write(id, change, ServiceRules::keepsPorts);
    }

    /**
     * As {@link #update}, whatever routes send to it, for the public API: those that need a port that goes find nobody.
     *
     * @throws PodSpaceException as {@link #create}
     */
    public ServiceView replace(long id, ServiceChange change) {
        return write(id, change, (uses, wish) -> {});
    }

    private ServiceView write(long id, ServiceChange change, BiConsumer<List<ServiceRows.Use>, ServiceChange> rule) {
        return transactions.write(() -> {
            Service service = services.locked(id);
            service.mustBeAlive("service");
            ServiceChange wish = ServiceRules.check(change, service.name());
            List<ServiceRows.Use> uses = uses(service);
            rule.accept(uses, wish);
            if (!ServiceViews.wish(service).equals(wish)) {
                service.change(wish);
                announce(service, "Changed", "Pods with %s are reached under this name.".formatted(text(service)));
            }
            return ServiceViews.view(service, uses);
        });
    }

    /**
     * Marks it as deleting; its balancer goes, then the row. Once more changes nothing.
     *
     * @throws PodSpaceException CONFLICT while a route sends to it, with the route named
     */
    public void delete(long id) {
        transactions.write(() -> {
            Service service = services.locked(id);
            List<ServiceRows.Use> uses = uses(service);
            if (!uses.isEmpty()) {
                throw new PodSpaceException(
                        ErrorCode.CONFLICT,
                        "The route '%s' sends to the service '%s'. Delete the route, or take the service out of it, first."
                                .formatted(uses.getFirst().route(), service.name()));
            }
            delete(service);
        });
    }

    /** As {@link #delete}, whatever routes send to it, for the public API: they find nobody until there is one again. */
    public void remove(long id) {
        transactions.write(() -> delete(services.locked(id)));
    }

    private void delete(Service service) {
        if (service.startDeleting(clock.instant())) {
            announce(service, "Deleting", "The service and its balancer are being deleted.");
        }
    }

    /** By name. */
    public List<ServiceView> list(long projectId) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            var uses = services.uses(projectId);
            return services.all(projectId).stream()
                    .map(service -> ServiceViews.view(service, uses.getOrDefault(service.id(), List.of())))
                    .toList();
        });
    }

    /** @throws PodSpaceException NOT_FOUND */
    public ServiceView view(long id) {
        return transactions.read(() -> {
            Service service = services.visible(id);
            return ServiceViews.view(service, uses(service));
        });
    }

    /** Sets labels and annotations of the object itself, for the public API. */
    public void describe(long id, Map<String, String> labels, Map<String, String> annotations) {
        transactions.write(() -> {
            Service service = services.locked(id);
            service.mustBeAlive("service");
            service.describe(Names.labels("labels", labels), Names.annotations("metadata.annotations", annotations));
        });
    }

    void onProjectDeletion(@Observes ProjectDeletion deletion) {
        for (Service service : services.allLocked(deletion.project())) {
            if (service.startDeleting(clock.instant())) {
                announce(service, "Deleting", "The project is being deleted.");
            }
        }
    }

    private List<ServiceRows.Use> uses(Service service) {
        return services.uses(service.projectId()).getOrDefault(service.id(), List.of());
    }

    private static String text(Service service) {
        return service.selector().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void announce(Service service, String reason, String message) {
        announcements.say(service.projectId(), Changed.Topic.SERVICE, service, reason, message);
    }
}
