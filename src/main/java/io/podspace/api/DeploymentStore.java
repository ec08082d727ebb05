package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Deployments. */
@ApplicationScoped
class DeploymentStore implements ObjectStore {
    private static final Resource RESOURCE = new Resource(
            "apps",
            "v1",
            "deployments",
            "Deployment",
            true,
            List.of("deploy"),
            Resources.ALL_VERBS,
            List.of("scale", "status"));

    @Inject
    Workloads workloads;

    @Inject
    Deployments deployments;

    @Inject
    DeploymentWriter writer;

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    public Optional<Topic> topic() {
        return Optional.of(Topic.DEPLOYMENT);
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        return workloads.of(project).stream()
                .map(workload -> tree(project, workload))
                .toList();
    }

    @Override
    public ObjectNode get(ProjectView project, String name) {
        return unlessGone(name, () -> tree(project, workloads.find(project, name)));
    }

    private ObjectNode tree(ProjectView project, Workload workload) {
        DeploymentView view = workload.view();
        return DeploymentObjects.tree(
                view,
                workload.shape(),
                workload.facts(),
                TemplateObjects.of(
                        view.template(),
                        workload.shape(),
                        workload.podLabels(),
                        workloads.environment(project, workload, view.revision())),
                workload.pods(),
                workload.rolledBack(),
                workload.version());
    }

    @Override
    public void create(ProjectView project, ObjectNode wish) {
        writer.create(project, wish);
    }

    @Override
    public void update(ProjectView project, ObjectNode live, ObjectNode wish) {
        writer.update(project, live, wish);
    }

    @Override
    public void delete(ProjectView project, String name) {
        deployments.delete(deployments.view(project.name(), name).id());
    }
}
