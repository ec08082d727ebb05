package io.podspace.service;

import io.podspace.platform.Changed.Topic;
import io.podspace.platform.Changing;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds rows of services, and checks the caller's permission before handing one out. */
@ApplicationScoped
class ServiceRows {
    /** No project has this id: asking for permission on it is answered as for any other that is not there. */
    private static final long NOWHERE = 0;

    /** Routes belong to a room that stands on this one, so they are read by plain SQL. */
    private static final String ROUTES = """
            SELECT s.id, r.name, t.port FROM route_target t JOIN route r ON r.id = t.route_id
            JOIN service s ON s.project_id = r.project_id AND s.name = t.service
            WHERE r.project_id = ?1 AND NOT r.deleting ORDER BY r.name""";

    @PersistenceContext
    EntityManager rows;

    @Inject
    Permissions permissions;

    @Inject
    Event<Changing> changing;

    /** A route that sends to a port of a service. */
    record Use(long service, String route, int port) {}

    /** @throws PodSpaceException NOT_FOUND */
    Service visible(long id) {
        permissions.require(projectOf(id), Permission.VIEW);
        // Between two statements it may go.
        return Optional.ofNullable(rows.find(Service.class, id))
                .orElseThrow(() -> new PodSpaceException(ErrorCode.NOT_FOUND, "The service has just been removed."));
    }

    /**
     * The row, locked until the transaction ends. Editors.
     *
     * @throws PodSpaceException NOT_FOUND, FORBIDDEN
     */
    Service locked(long id) {
        permissions.require(projectOf(id), Permission.EDIT);
        Service service = rows.find(Service.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (service == null) {
            throw new PodSpaceException(ErrorCode.NOT_FOUND, "The service has just been removed.");
        }
        changing.fire(new Changing(service.projectId(), Topic.SERVICE, id, service.name(), false));
        return service;
    }

    List<Service> allLocked(long projectId) {
        return rows.createQuery("SELECT s FROM Service s WHERE s.projectId = :project ORDER BY s.id", Service.class)
                .setParameter("project", projectId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    Optional<Service> find(long projectId, String name) {
        return rows.createQuery(
                        "SELECT s FROM Service s WHERE s.projectId = :project AND s.name = :name", Service.class)
                .setParameter("project", projectId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    List<Service> all(long projectId) {
        return rows.createQuery(
                        "SELECT DISTINCT s FROM Service s LEFT JOIN FETCH s.ports WHERE s.projectId = :project ORDER BY s.name",
                        Service.class)
                .setParameter("project", projectId)
                .getResultList();
    }

    /** By row id of the service. */
    Map<Long, List<Use>> uses(long projectId) {
        List<?> found =
                rows.createNativeQuery(ROUTES).setParameter(1, projectId).getResultList();
        return found.stream().map(row -> use((Object[]) row)).collect(Collectors.groupingBy(Use::service));
    }

    private static Use use(Object[] row) {
        return new Use(((Number) row[0]).longValue(), (String) row[1], ((Number) row[2]).intValue());
    }

    private long projectOf(long id) {
        return rows.createQuery("SELECT s.projectId FROM Service s WHERE s.id = :id", Long.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElse(NOWHERE);
    }
}
