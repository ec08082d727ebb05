package io.podspace.project;

import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The boundary of projects. Each method checks the caller's permission; a project that the caller may not see and one
 * that is not there get the same NOT_FOUND.
 */
@ApplicationScoped
public class Projects {

    /**
     * Makes a project with a network of its own; the caller becomes its owner.
     *
     * @throws PodSpaceException INVALID at {@code name} or {@code displayName}; ALREADY_EXISTS at {@code name}
     */
    public ProjectView create(NewProject command) {
        throw PodSpaceException.unfinished();
    }

    /** The projects of which the caller is a member, by name. */
    public List<ProjectCard> mine() {
        throw PodSpaceException.unfinished();
    }

    /** Every project of the platform, by name. Administrators only. */
    public List<ProjectCard> all() {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException NOT_FOUND */
    public ProjectView find(String name) {
        throw PodSpaceException.unfinished();
    }

    /** Changes what people read; the name itself stays. Editors. */
    public ProjectView rename(long id, String displayName) {
        throw PodSpaceException.unfinished();
    }

    /** Lets pods open connections to the outside, or not. Owners. */
    public ProjectView setEgress(long id, boolean egress) {
        throw PodSpaceException.unfinished();
    }

    /**
     * Marks the project with all that is in it as deleting; the reconcilers remove it then. Owners. Deleting it once
     * more changes nothing.
     *
     * @param typedName the project's name, typed by the user as confirmation
     * @throws PodSpaceException INVALID at {@code typedName} when it is not the name
     */
    public void delete(long id, String typedName) {
        throw PodSpaceException.unfinished();
    }
}
