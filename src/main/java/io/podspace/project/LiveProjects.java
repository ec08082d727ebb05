package io.podspace.project;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

/** Projects for the rooms that keep objects in them. Checks no permission; call it in a transaction. */
@ApplicationScoped
public class LiveProjects {
    @PersistenceContext
    EntityManager rows;

    /**
     * Holds the project until the transaction ends: it cannot be marked as deleting behind the back of somebody who puts
     * an object into it.
     *
     * @throws PodSpaceException NOT_FOUND; CONFLICT while it is being deleted
     */
    public ProjectRef hold(long id) {
        Project project = rows.find(Project.class, id, LockModeType.PESSIMISTIC_READ);
        if (project == null) {
            throw notFound();
        }
        project.mustBeAlive("project");
        return ref(project);
    }

    /** @throws PodSpaceException NOT_FOUND */
    public ProjectRef ref(long id) {
        Project project = rows.find(Project.class, id);
        if (project == null) {
            throw notFound();
        }
        return ref(project);
    }

    private static ProjectRef ref(Project project) {
        return new ProjectRef(project.id(), project.uid(), project.name());
    }

    private static PodSpaceException notFound() {
        return new PodSpaceException(ErrorCode.NOT_FOUND, "There is no such project.");
    }
}
