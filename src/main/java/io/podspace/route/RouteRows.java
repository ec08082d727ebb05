package io.podspace.route;

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
import java.util.Optional;

/** Finds rows of routes, and checks the caller's permission before handing one out. */
@ApplicationScoped
class RouteRows {
    /** No project has this id: asking for permission on it is answered as for any other that is not there. */
    private static final long NOWHERE = 0;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Permissions permissions;

    @Inject
    Event<Changing> changing;

    /** @throws PodSpaceException NOT_FOUND */
    Route visible(long id) {
        permissions.require(projectOf(id), Permission.VIEW);
        // Between two statements it may go.
        return Optional.ofNullable(rows.find(Route.class, id))
                .orElseThrow(() -> new PodSpaceException(ErrorCode.NOT_FOUND, "The route has just been removed."));
    }

    /**
     * The row, locked until the transaction ends. Editors.
     *
     * @throws PodSpaceException NOT_FOUND, FORBIDDEN
     */
    Route locked(long id) {
        permissions.require(projectOf(id), Permission.EDIT);
        Route route = rows.find(Route.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (route == null) {
            throw new PodSpaceException(ErrorCode.NOT_FOUND, "The route has just been removed.");
        }
        changing.fire(new Changing(route.projectId(), Topic.ROUTE, id, route.name(), false));
        return route;
    }

    List<Route> allLocked(long projectId) {
        return rows.createQuery("SELECT r FROM Route r WHERE r.projectId = :project ORDER BY r.id", Route.class)
                .setParameter("project", projectId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    Optional<Route> find(long projectId, String name) {
        return rows.createQuery("SELECT r FROM Route r WHERE r.projectId = :project AND r.name = :name", Route.class)
                .setParameter("project", projectId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    List<Route> all(long projectId) {
        return rows.createQuery(
                        "SELECT DISTINCT r FROM Route r LEFT JOIN FETCH r.targets WHERE r.projectId = :project ORDER BY r.name",
                        Route.class)
                .setParameter("project", projectId)
                .getResultList();
    }

    private long projectOf(long id) {
        return rows.createQuery("SELECT r.projectId FROM Route r WHERE r.id = :id", Long.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElse(NOWHERE);
    }
}
