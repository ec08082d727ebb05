package io.podspace.deployment;

import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * The boundary of deployments: writes intent, never touches an engine. Looking is for members, changing for editors;
 * what the caller may not see and what is not there get the same NOT_FOUND. Changing one that is being deleted is a
 * CONFLICT.
 */
@ApplicationScoped
public class Deployments {

    /**
     * Writes the deployment and its first revision.
     *
     * @throws PodSpaceException INVALID at a field such as {@code name}, {@code replicas}, {@code ports[1].number},
     *     {@code environment[PATH]}; ALREADY_EXISTS at {@code name}
     */
    public DeploymentView create(NewDeployment command) {
        throw PodSpaceException.unfinished();
    }

    /**
     * Sets how many pods there shall be; the latest wish wins.
     *
     * @param replicas 0-10000
     * @return the number wanted before
     */
    public int scale(long id, int replicas) {
        throw PodSpaceException.unfinished();
    }

    /**
     * Makes a new revision. A template equal to the current one makes none.
     *
     * @param basedOn number of the revision that the user saw
     * @param template with its whole environment
     * @param cause why, at most 255 characters; blank: what changed, in words
     * @throws PodSpaceException INVALID as {@link #create}; CONFLICT when {@code basedOn} is no longer the current one
     */
    public RevisionView configure(long id, int basedOn, PodTemplate template, String cause) {
        throw PodSpaceException.unfinished();
    }

    /** Makes a new revision of the same template, so that every pod is replaced. */
    public RevisionView restart(long id) {
        throw PodSpaceException.unfinished();
    }

    /** Makes a new revision from the template of an earlier one. */
    public RevisionView rollBack(long id, int toNumber) {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException NOT_FOUND */
    public DeploymentView view(String project, String name) {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException NOT_FOUND */
    public DeploymentView view(long id) {
        throw PodSpaceException.unfinished();
    }

    /** By name. */
    public List<DeploymentSummary> list(long projectId) {
        throw PodSpaceException.unfinished();
    }

    /** Newest first. */
    public List<RevisionView> revisions(long id) {
        throw PodSpaceException.unfinished();
    }

    /** The environment of the current revision, values included. Editors only. */
    public Map<String, String> environment(long id) {
        throw PodSpaceException.unfinished();
    }

    /** Marks it as deleting: its pods are drained and removed, then the row goes. Once more changes nothing. */
    public void delete(long id) {
        throw PodSpaceException.unfinished();
    }
}
