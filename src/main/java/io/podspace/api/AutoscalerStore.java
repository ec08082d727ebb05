package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.autoscale.AutoscalerView;
import io.podspace.autoscale.Autoscalers;
import io.podspace.autoscale.NewAutoscaler;
import io.podspace.deployment.DeploymentSummary;
import io.podspace.deployment.Deployments;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What both versions of autoscalers have in common: all but the way in which the wish is written. */
abstract class AutoscalerStore implements ObjectStore {
    @Inject
    Autoscalers autoscalers;

    @Inject
    Deployments deployments;

    @Inject
    ObjectReports objects;

    @Inject
    PodReports pods;

    abstract AutoscalerForm form();

    @Override
    public Optional<Topic> topic() {
        return Optional.of(Topic.AUTOSCALER);
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        Map<Long, ObjectFacts> facts = objects.of(project.id(), Topic.AUTOSCALER);
        if (facts.isEmpty()) {
            return List.of();
        }
        Map<Long, Integer> wanted = deployments.list(project.id()).stream()
                .collect(Collectors.toMap(DeploymentSummary::id, DeploymentSummary::replicas));
        Map<Long, Long> there = pods.ofProject(project.id()).stream()
                .filter(pod -> pod.phase().active())
                .collect(Collectors.groupingBy(PodView::deploymentId, Collectors.counting()));
        return autoscalers.list(project.id()).stream()
                .filter(view -> facts.containsKey(view.id()) && wanted.containsKey(view.deployment()))
                .map(view -> form().object(
                                view,
                                project.name(),
                                facts.get(view.id()),
                                new AutoscalerForm.Pods(
                                        there.getOrDefault(view.deployment(), 0L)
                                                .intValue(),
                                        wanted.get(view.deployment()))))
                .toList();
    }

    @Override
    public ObjectNode get(ProjectView project, String name) {
        ObjectFacts facts = objects.named(project.id(), Topic.AUTOSCALER, name).orElseThrow(() -> missing(name));
        AutoscalerView view = find(project, name);
        return unlessGone(name, () -> {
            long there = pods.ofDeployment(view.deployment()).stream()
                    .filter(pod -> pod.phase().active())
                    .count();
            int wanted = deployments.view(view.deployment()).replicas();
            return form().object(view, project.name(), facts, new AutoscalerForm.Pods(Math.toIntExact(there), wanted));
        });
    }

    @Override
    public void create(ProjectView project, ObjectNode wish) {
        AutoscalerView made = autoscalers.create(new NewAutoscaler(
                project.id(),
                wish.path("metadata").path("name").asText(),
                AutoscalerForm.deployment(wish),
                form().bounds(wish)));
        complete(made, wish);
    }

    @Override
    public void update(ProjectView project, ObjectNode live, ObjectNode wish) {
        AutoscalerView view = find(project, live.path("metadata").path("name").asText());
        complete(autoscalers.update(view.id(), AutoscalerForm.deployment(wish), form().bounds(wish)), wish);
    }

    private void complete(AutoscalerView view, ObjectNode wish) {
        autoscalers.behave(view.id(), form().behavior(wish, view.behavior()));
        autoscalers.describe(
                view.id(),
                Trees.texts(Trees.at(wish, "metadata.labels")),
                Trees.texts(Trees.at(wish, "metadata.annotations")));
    }

    @Override
    public void delete(ProjectView project, String name) {
        autoscalers.delete(find(project, name).id());
    }

    private AutoscalerView find(ProjectView project, String name) {
        return autoscalers.list(project.id()).stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(name));
    }

    static Resource resource(String version) {
        return new Resource(
                "autoscaling",
                version,
                "horizontalpodautoscalers",
                "HorizontalPodAutoscaler",
                true,
                List.of("hpa"),
                Resources.ALL_VERBS,
                List.of("status"));
    }
}
