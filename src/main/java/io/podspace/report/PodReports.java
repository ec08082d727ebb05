package io.podspace.report;

import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Pods as pages show them. Members; what the caller may not see and what is not there get the same NOT_FOUND. */
@ApplicationScoped
public class PodReports {

    /** The latest attempt of every slot of a deployment that has not ended, by slot. */
    public List<PodView> ofDeployment(long deploymentId) {
        throw PodSpaceException.unfinished();
    }

    /** As {@link #ofDeployment} for all deployments of a project, by deployment and slot. */
    public List<PodView> ofProject(long projectId) {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException NOT_FOUND */
    public PodView view(String uid) {
        throw PodSpaceException.unfinished();
    }

    /** All attempts of the slot that this pod fills or filled, newest first, at most 50. */
    public List<PodView> attempts(String uid) {
        throw PodSpaceException.unfinished();
    }
}
