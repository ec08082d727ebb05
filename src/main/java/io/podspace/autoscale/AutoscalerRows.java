package io.podspace.autoscale;

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

/** Finds rows of autoscalers, and asks for the caller's permission before handing one out to be changed. */
@ApplicationScoped
class AutoscalerRows {
    /** No project has this id: asking for permission on it is answered as for any other that is not there. */
    private static final long NOWHERE = 0;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Permissions permissions;

    @Inject
    Event<Changing> changing;

    /**
     * The row, locked until the transaction ends. Editors.
     *
     * @throws PodSpaceException NOT_FOUND, FORBIDDEN
     */
    Autoscaler locked(long id) {
        permissions.require(projectOf(id), Permission.EDIT);
        Autoscaler row = rows.find(Autoscaler.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw new PodSpaceException(ErrorCode.NOT_FOUND, "The autoscaler has just been removed.");
        }
        changing.fire(new Changing(row.projectId(), Topic.AUTOSCALER, id, row.name(), false));
        return row;
    }

    /** By name. */
    List<Autoscaler> all(long projectId) {
        return rows.createQuery(
                        "SELECT a FROM Autoscaler a WHERE a.projectId = :project ORDER BY a.name", Autoscaler.class)
                .setParameter("project", projectId)
                .getResultList();
    }

    Optional<Autoscaler> ofDeployment(long deployment) {
        return rows.createQuery("SELECT a FROM Autoscaler a WHERE a.deploymentId = :deployment", Autoscaler.class)
                .setParameter("deployment", deployment)
                .getResultStream()
                .findFirst();
    }

    private long projectOf(long id) {
        return rows.createQuery("SELECT a.projectId FROM Autoscaler a WHERE a.id = :id", Long.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElse(NOWHERE);
    }
}
