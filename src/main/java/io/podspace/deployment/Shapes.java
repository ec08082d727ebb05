package io.podspace.deployment;

import io.podspace.platform.Changed;
import io.podspace.platform.Json;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The boundary of {@link Shape}: looking is for members, changing for editors. */
@ApplicationScoped
public class Shapes {
    @Inject
    DeploymentRows deployments;

    @Inject
    Transactions transactions;

    @Inject
    Event<Changed> changed;

    /** As it was kept, or as the deployment itself says. */
    public Shape view(long id) {
        return transactions.read(() -> of(deployments.visible(id, Permission.VIEW)));
    }

    /**
     * Keeps it, and gives the pods these labels. A changed wish counts as one for the deployment's resource version.
     *
     * @throws PodSpaceException INVALID when labels break the rules, or annotations do; CONFLICT while
     *     the deployment is being deleted
     */
    public void keep(long id, Shape shape, Map<String, String> podLabels) {
        transactions.write(() -> {
            Deployment deployment = deployments.locked(id);
            deployment.mustBeAlive("deployment");
            Names.labels("labels", shape.labels());
            Names.annotations("metadata.annotations", shape.annotations());
            Names.annotations("spec.template.metadata.annotations", shape.podAnnotations());
            Map<String, String> labels = new LinkedHashMap<>(Names.labels("labels", podLabels));
            labels.putIfAbsent("app", deployment.name());
            boolean same = deployment.shape() != null && shape.equals(of(deployment));
            if (!labels.equals(deployment.labels()) || !same) {
                deployment.reshape(Json.write(shape), labels);
                changed.fire(new Changed(deployment.projectId(), Changed.Topic.DEPLOYMENT, deployment.id()));
            }
        });
    }

    static Shape of(Deployment deployment) {
        if (deployment.shape() != null) {
            return Json.read(deployment.shape(), Shape.class);
        }
        String app = deployment.labels().getOrDefault("app", deployment.name());
        return new Shape(deployment.labels(), Map.of(), Map.of("app", app), Map.of(), deployment.name(), Map.of());
    }
}
