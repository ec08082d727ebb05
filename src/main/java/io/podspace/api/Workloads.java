package io.podspace.api;

import io.podspace.deployment.DeploymentSurveys;
import io.podspace.deployment.DeploymentSurveys.Survey;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Rollouts;
import io.podspace.deployment.Shapes;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads deployments with their pods and revisions, as the caller. */
@ApplicationScoped
class Workloads {
    @Inject
    Deployments deployments;

    @Inject
    DeploymentSurveys surveys;

    @Inject
    Rollouts rollouts;

    @Inject
    Shapes shapes;

    @Inject
    PodReports pods;

    @Inject
    ObjectReports objects;

    List<Workload> of(ProjectView project) {
        // Versions first: what is shown is then never older than the version that it is shown with.
        Map<Long, ObjectFacts> facts = objects.of(project.id(), Topic.DEPLOYMENT);
        Map<Long, List<PodView>> pods = pods(project);
        return surveys.of(project.id()).stream()
                .filter(survey -> facts.containsKey(survey.view().id()))
                .map(survey -> workload(
                        survey,
                        facts.get(survey.view().id()),
                        pods.getOrDefault(survey.view().id(), List.of())))
                .toList();
    }

    private static Workload workload(Survey survey, ObjectFacts facts, List<PodView> pods) {
        return new Workload(survey.view(), survey.shape(), facts, pods, survey.revisions(), survey.rolledBack());
    }

    /**
     * One of them, whatever becomes of the others meanwhile.
     *
     * @throws PodSpaceException NOT_FOUND
     */
    Workload find(ProjectView project, String name) {
        long id = deployments.view(project.name(), name).id();
        ObjectFacts facts = objects.deployment(id);
        List<PodView> of = pods.ofDeployment(id);
        return workload(deployments.view(id), facts, of);
    }

    /** Those whose pods have these labels. */
    List<Workload> selected(ProjectView project, Map<String, String> selector) {
        return named(
                project,
                objects.of(project.id(), Topic.DEPLOYMENT).values().stream()
                        .filter(facts -> Selector.matches(selector, facts.labels()))
                        .map(ObjectFacts::name)
                        .sorted()
                        .toList());
    }

    /** Those of them that are there. */
    List<Workload> named(ProjectView project, Collection<String> names) {
        List<Workload> found = new ArrayList<>();
        names.forEach(name -> unlessRemoved(() -> found.add(find(project, name))));
        return found;
    }

    private Workload workload(DeploymentView view, ObjectFacts facts, List<PodView> pods) {
        long id = view.id();
        return new Workload(
                view,
                shapes.view(id),
                facts,
                pods,
                deployments.revisions(id),
                rollouts.newest(id)
                        .filter(rollout -> rollout.state() == RolloutState.ROLLED_BACK)
                        .isPresent());
    }

    /** A deployment that goes between two statements was not there. */
    private static void unlessRemoved(Runnable read) {
        try {
            read.run();
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
        }
    }

    private Map<Long, List<PodView>> pods(ProjectView project) {
        return pods.ofProject(project.id()).stream().collect(Collectors.groupingBy(PodView::deploymentId));
    }

    /** Values for editors; for viewers the names alone. */
    Map<String, String> environment(ProjectView project, Workload workload, int revision) {
        return Permission.EDIT.grantedTo(project.role())
                ? deployments.environment(workload.view().id(), revision)
                : TemplateObjects.hidden(workload.revision(revision).environmentNames());
    }
}
