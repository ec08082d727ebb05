package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.NewDeployment;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.Rollouts;
import io.podspace.deployment.Shape;
import io.podspace.deployment.Shapes;
import io.podspace.health.Checks;
import io.podspace.project.ProjectView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes deployments as manifests wish them. Called in a transaction. */
@ApplicationScoped
class DeploymentWriter {
    private static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

    @Inject
    Deployments deployments;

    @Inject
    Rollouts rollouts;

    @Inject
    Shapes shapes;

    void create(ProjectView project, ObjectNode wish) {
        String name = wish.path("metadata").path("name").asText();
        String what = what(name);
        JsonNode spec = wish.path("spec");
        Map<String, String> podLabels = podLabels(what, spec);
        DeploymentView view = deployments.create(new NewDeployment(
                project.id(),
                name,
                TemplateReader.read(what, spec.path("template"), Checks.NONE),
                spec.path("replicas").asInt(1),
                podLabels));
        deployments.changeStrategy(view.id(), Strategies.read(spec, view.strategy()));
        pause(view, spec);
        shapes.keep(view.id(), shape(wish, Trees.texts(Trees.at(spec, "selector.matchLabels"))), podLabels);
    }

    void update(ProjectView project, ObjectNode live, ObjectNode wish) {
        String name = live.path("metadata").path("name").asText();
        String what = what(name);
        JsonNode spec = wish.path("spec");
        DeploymentView view = deployments.view(project.name(), name);
        Shape before = shapes.view(view.id());
        Map<String, String> podLabels = podLabels(what, spec);
        if (!before.selector().equals(Trees.texts(Trees.at(spec, "selector.matchLabels")))) {
            throw invalid(what, "field is immutable", "spec.selector");
        }
        Shape shape = shape(wish, before.selector());
        deployments.changeStrategy(view.id(), Strategies.read(spec, view.strategy()));
        pause(view, spec);
        PodTemplate template = TemplateReader.read(
                what, FilledIn.without(live, wish), view.template().checks());
        String cause = shape.annotations().getOrDefault(CHANGE_CAUSE, "");
        boolean sameCause = cause.equals(before.annotations().getOrDefault(CHANGE_CAUSE, ""));
        int revision = deployments
                .configure(view.id(), view.revision(), template, sameCause ? "" : cause)
                .number();
        if (revision == view.revision() && !shape.podAnnotations().equals(before.podAnnotations())) {
            deployments.restart(view.id());
        }
        int replicas = spec.path("replicas").asInt(1);
        if (replicas != view.replicas()) {
            deployments.scale(view.id(), replicas);
        }
        shapes.keep(view.id(), shape, podLabels);
    }

    private void pause(DeploymentView view, JsonNode spec) {
        boolean paused = spec.path("paused").asBoolean();
        if (paused && !view.paused()) {
            rollouts.pause(view.id());
        } else if (!paused && view.paused()) {
            rollouts.resume(view.id());
        }
    }

    private static Shape shape(ObjectNode wish, Map<String, String> selector) {
        JsonNode meta = wish.path("metadata");
        Map<String, String> annotations = new LinkedHashMap<>(Trees.texts(meta.path("annotations")));
        annotations.remove(DeploymentObjects.REVISION);
        JsonNode template = wish.path("spec").path("template");
        JsonNode container = Trees.at(template, "spec.containers").path(0);
        return new Shape(
                Trees.texts(meta.path("labels")),
                annotations,
                selector,
                Trees.texts(Trees.at(template, "metadata.annotations")),
                container.path("name").asText(),
                Probes.portNames(container));
    }

    private static Map<String, String> podLabels(String what, JsonNode spec) {
        Map<String, String> labels = Trees.texts(Trees.at(spec, "template.metadata.labels"));
        Map<String, String> selector = Trees.texts(Trees.at(spec, "selector.matchLabels"));
        if (selector.isEmpty()) {
            throw invalid(what, "is required", "spec.selector.matchLabels");
        }
        if (!labels.entrySet().containsAll(selector.entrySet())) {
            throw invalid(what, "`selector` does not match template `labels`", "spec.template.metadata.labels");
        }
        if (Trees.at(spec, "template.spec.containers")
                .path(0)
                .path("name")
                .asText()
                .isEmpty()) {
            throw invalid(what, "is required", "spec.template.spec.containers[0].name");
        }
        return labels;
    }

    private static ApiFault invalid(String what, String message, String field) {
        return ApiFault.invalid(what, List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }

    private static String what(String name) {
        return "Deployment.apps \"%s\"".formatted(name);
    }
}
