package io.podspace.deployment;

import io.podspace.project.LiveProjects;
import io.podspace.project.ProjectRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Makes what is shown of rows: of an environment the names, never the values. Whoever asks has checked permissions. */
@ApplicationScoped
class DeploymentReader {
    @Inject
    DeploymentRows deployments;

    @Inject
    LiveProjects projects;

    @Inject
    RevisionTemplates templates;

    DeploymentView view(Deployment deployment) {
        return view(
                deployment,
                projects.ref(deployment.projectId()),
                deployments.revision(deployment, deployment.revisionNumber()));
    }

    /** @param revision the deployment's current one */
    DeploymentView view(Deployment deployment, ProjectRef project, Revision revision) {
        return DeploymentViews.view(deployment, project, templates.bare(revision), names(deployment, revision));
    }

    RevisionView view(Deployment deployment, Revision revision) {
        return DeploymentViews.view(deployment, revision, templates.bare(revision), names(deployment, revision));
    }

    private List<String> names(Deployment deployment, Revision revision) {
        return List.copyOf(templates.environment(deployment.uid(), revision).keySet());
    }
}
