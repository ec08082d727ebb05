package io.podspace.deployment;

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
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;

/** Finds rows of deployments and revisions, and checks the caller's permission before handing one out. */
@ApplicationScoped
class DeploymentRows {
    /** No project has this id: asking for permission on it is answered as for any other that is not there. */
    private static final long NOWHERE = 0;

    private static final int MOST_REVISIONS = 100;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Permissions permissions;

    @Inject
    Event<Changing> changing;

    /** @throws PodSpaceException NOT_FOUND, FORBIDDEN */
    Deployment visible(long id, Permission least) {
        permissions.require(projectOf(id), least);
        // Between two statements it may go.
        return Optional.ofNullable(rows.find(Deployment.class, id))
                .orElseThrow(() -> new PodSpaceException(ErrorCode.NOT_FOUND, "The deployment has just been removed."));
    }

    /** @throws PodSpaceException NOT_FOUND */
    Deployment visible(String project, String name) {
        TypedQuery<Deployment> query = rows.createQuery(
                "SELECT d FROM Deployment d JOIN Project p ON p.id = d.projectId WHERE p.name = :project AND d.name = :name",
                Deployment.class);
        Optional<Deployment> deployment = query.setParameter("project", project)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
        permissions.require(deployment.map(Deployment::projectId).orElse(NOWHERE), Permission.VIEW);
        return deployment.orElseThrow();
    }

    /**
     * The row, locked until the transaction ends, so that wishes follow each other and the latest wins. Editors.
     *
     * @throws PodSpaceException NOT_FOUND, FORBIDDEN
     */
    Deployment locked(long id) {
        permissions.require(projectOf(id), Permission.EDIT);
        Deployment deployment = rows.find(Deployment.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (deployment == null) {
            throw new PodSpaceException(ErrorCode.NOT_FOUND, "The deployment has just been removed.");
        }
        changing.fire(new Changing(deployment.projectId(), Topic.DEPLOYMENT, id, deployment.name(), false));
        return deployment;
    }

    List<Deployment> allLocked(long projectId) {
        return rows.createQuery(
                        "SELECT d FROM Deployment d WHERE d.projectId = :project ORDER BY d.id", Deployment.class)
                .setParameter("project", projectId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    Optional<Deployment> find(long projectId, String name) {
        return rows.createQuery(
                        "SELECT d FROM Deployment d WHERE d.projectId = :project AND d.name = :name", Deployment.class)
                .setParameter("project", projectId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    List<DeploymentSummary> summaries(long projectId) {
        return rows.createQuery(
                        "SELECT d, r.image FROM Deployment d JOIN Revision r"
                                + " ON r.deploymentId = d.id AND r.number = d.revisionNumber"
                                + " WHERE d.projectId = :project ORDER BY d.name",
                        Object[].class)
                .setParameter("project", projectId)
                .getResultStream()
                .map(row -> DeploymentViews.summary((Deployment) row[0], (String) row[1]))
                .toList();
    }

    /** @throws PodSpaceException NOT_FOUND */
    Revision revision(Deployment deployment, int number) {
        return rows.createQuery(
                        "SELECT r FROM Revision r WHERE r.deploymentId = :deployment AND r.number = :number",
                        Revision.class)
                .setParameter("deployment", deployment.id())
                .setParameter("number", number)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.NOT_FOUND,
                        "The deployment '%s' has no revision #%d.".formatted(deployment.name(), number)));
    }

    /** The greatest number so far; the current one may be smaller after a roll back. */
    int lastNumber(Deployment deployment) {
        return rows.createQuery(
                        "SELECT MAX(r.number) FROM Revision r WHERE r.deploymentId = :deployment", Integer.class)
                .setParameter("deployment", deployment.id())
                .getSingleResult();
    }

    List<Revision> revisions(Deployment deployment) {
        return rows.createQuery(
                        "SELECT r FROM Revision r WHERE r.deploymentId = :deployment ORDER BY r.number DESC",
                        Revision.class)
                .setParameter("deployment", deployment.id())
                .setMaxResults(MOST_REVISIONS)
                .getResultList();
    }

    private long projectOf(long id) {
        return rows.createQuery("SELECT d.projectId FROM Deployment d WHERE d.id = :id", Long.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElse(NOWHERE);
    }
}
