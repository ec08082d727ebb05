package io.podspace.application;

import io.podspace.deployment.DeploymentView;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;

/** The boundary of "Add to project" and its reverse. Editors. All is written, or nothing. */
@ApplicationScoped
public class Applications {

    /**
     * Checks the wish and says what would be made, without making it.
     *
     * @throws PodSpaceException as {@link #add}
     */
    public ApplicationPlan review(NewApplication wish) {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException as the create methods of deployments, services and routes */
    public DeploymentView add(NewApplication wish) {
        throw PodSpaceException.unfinished();
    }

    /** Deletes a deployment, and the services that select nothing else, and the routes that lead nowhere else. */
    public void remove(long deploymentId) {
        throw PodSpaceException.unfinished();
    }
}
