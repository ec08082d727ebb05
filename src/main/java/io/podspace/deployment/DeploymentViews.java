package io.podspace.deployment;

import io.podspace.project.ProjectRef;
import java.util.List;
import java.util.Optional;

/** Rows as records: no row leaves the room. */
final class DeploymentViews {
    private DeploymentViews() {}

    static DeploymentView view(
            Deployment deployment, ProjectRef project, PodTemplate template, List<String> environmentNames) {
        return new DeploymentView(
                deployment.id(),
                deployment.uid(),
                deployment.projectId(),
                project.name(),
                deployment.name(),
                deployment.labels(),
                deployment.replicas(),
                deployment.revisionNumber(),
                template,
                environmentNames,
                deployment.state(),
                deployment.message(),
                deployment.paused(),
                deployment.strategy(),
                deployment.deleting(),
                deployment.generation(),
                deployment.observedGeneration(),
                deployment.createdAt());
    }

    static RevisionView view(
            Deployment deployment, Revision revision, PodTemplate template, List<String> environmentNames) {
        return new RevisionView(
                revision.number(),
                revision.image(),
                Optional.ofNullable(revision.imageDigest()),
                template,
                environmentNames,
                revision.cause(),
                revision.createdBy(),
                revision.createdAt(),
                revision.number() == deployment.revisionNumber());
    }

    static DeploymentSummary summary(Deployment deployment, String image) {
        return new DeploymentSummary(
                deployment.id(),
                deployment.uid(),
                deployment.name(),
                deployment.labels(),
                deployment.replicas(),
                deployment.revisionNumber(),
                image,
                deployment.state(),
                deployment.message(),
                deployment.deleting(),
                deployment.createdAt());
    }
}
