package io.podspace.server;

import io.podspace.application.Applications;
import io.podspace.application.NewApplication;
import io.podspace.deployment.Decision;
import io.podspace.deployment.DeploymentSurveys;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.Rollouts;
import io.podspace.deployment.Shape;
import io.podspace.deployment.Shapes;
import io.podspace.deployment.Strategy;
import io.podspace.image.Credentials;
import io.podspace.image.Images;
import io.podspace.image.NewCredential;
import io.podspace.platform.ErrorCode;
import io.podspace.report.ErrorRates;
import io.podspace.server.BoundaryCalls.Call;
import io.podspace.server.BoundaryCalls.Least;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Those of {@link BoundaryCalls} that are about deployments, what is made along with them, and the images that they run. */
@ApplicationScoped
public class DeploymentCalls {
    @Inject
    Deployments deployments;

    @Inject
    Rollouts rollouts;

    @Inject
    ErrorRates errors;

    @Inject
    DeploymentSurveys surveys;

    @Inject
    Shapes shapes;

    @Inject
    Applications applications;

    @Inject
    Images images;

    @Inject
    Credentials credentials;

    void calls(List<Call> calls, CalledObjects of) {
        deployments(calls, of);
        applications(calls, of);
    }

    private void deployments(List<Call> calls, CalledObjects of) {
        long id = of.deployment();
        BoundaryCalls.add(
                calls, "Deployments.create", Least.EDITOR, () -> deployments.create(Scene.wish(of.project(), "other")));
        BoundaryCalls.add(calls, "Deployments.scale", Least.EDITOR, () -> deployments.scale(id, 3));
        BoundaryCalls.add(
                calls,
                "Deployments.configure",
                Least.EDITOR,
                () -> deployments.configure(id, 1, Scene.template(Map.of()), ""));
        BoundaryCalls.add(calls, "Deployments.restart", Least.EDITOR, () -> deployments.restart(id));
        BoundaryCalls.add(calls, "Deployments.rollBack", Least.EDITOR, () -> deployments.rollBack(id, 1));
        BoundaryCalls.add(
                calls,
                "Deployments.changeStrategy",
                Least.EDITOR,
                () -> deployments.changeStrategy(id, Strategy.STOP_ONE_START_ONE));
        BoundaryCalls.add(calls, "Rollouts.list", Least.VIEWER, () -> rollouts.list(id));
        BoundaryCalls.add(calls, "Rollouts.newest", Least.VIEWER, () -> rollouts.newest(id));
        BoundaryCalls.add(calls, "Rollouts.pause", Least.EDITOR, () -> rollouts.pause(id));
        BoundaryCalls.add(calls, "Rollouts.resume", Least.EDITOR, () -> rollouts.resume(id));
        BoundaryCalls.add(calls, "ErrorRates.of", Least.VIEWER, () -> errors.of(id));
        BoundaryCalls.add(
                calls,
                "Rollouts.decide",
                Least.EDITOR,
                ErrorCode.CONFLICT,
                () -> rollouts.decide(id, Decision.PROMOTE));
        BoundaryCalls.add(calls, "Deployments.view(long)", Least.VIEWER, () -> deployments.view(id));
        BoundaryCalls.add(
                calls,
                "Deployments.view(String, String)",
                Least.VIEWER,
                () -> deployments.view(of.projectName(), "web"));
        BoundaryCalls.add(calls, "Deployments.list", Least.VIEWER, () -> deployments.list(of.project()));
        BoundaryCalls.add(calls, "Deployments.revisions", Least.VIEWER, () -> deployments.revisions(id));
        BoundaryCalls.add(calls, "Deployments.differences", Least.VIEWER, () -> deployments.differences(id, 1, 1));
        BoundaryCalls.add(calls, "Deployments.environment(long)", Least.EDITOR, () -> deployments.environment(id));
        BoundaryCalls.add(
                calls, "Deployments.environment(long, int)", Least.EDITOR, () -> deployments.environment(id, 1));
        Shape shape = new Shape(Map.of(), Map.of(), Map.of("app", "web"), Map.of(), "web", Map.of());
        BoundaryCalls.add(calls, "DeploymentSurveys.of", Least.VIEWER, () -> surveys.of(of.project()));
        BoundaryCalls.add(calls, "Shapes.view", Least.VIEWER, () -> shapes.view(id));
        BoundaryCalls.add(calls, "Shapes.keep", Least.EDITOR, () -> shapes.keep(id, shape, Map.of("app", "web")));
        BoundaryCalls.add(calls, "Deployments.delete", Least.EDITOR, () -> deployments.delete(id));
    }

    private void applications(List<Call> calls, CalledObjects of) {
        NewApplication wish = new NewApplication(Scene.wish(of.project(), "other"), true, true);
        BoundaryCalls.add(calls, "Applications.review", Least.EDITOR, () -> applications.review(wish));
        BoundaryCalls.add(calls, "Applications.add", Least.EDITOR, () -> applications.add(wish));
        BoundaryCalls.add(calls, "Applications.remove", Least.EDITOR, () -> applications.remove(of.deployment()));
        NewCredential login = new NewCredential("registry.example", "me", "secret");
        BoundaryCalls.add(calls, "Credentials.list", Least.VIEWER, () -> credentials.list(of.project()));
        BoundaryCalls.add(calls, "Credentials.add", Least.EDITOR, () -> credentials.add(of.project(), login));
        BoundaryCalls.add(calls, "Credentials.remove", Least.EDITOR, () -> credentials.remove(of.project(), 1));
        BoundaryCalls.add(
                calls,
                "Credentials.test",
                Least.EDITOR,
                ErrorCode.INVALID,
                () -> credentials.test(of.project(), new NewCredential("", "", "")));
        BoundaryCalls.add(
                calls,
                "Images.inspect",
                Least.EDITOR,
                ErrorCode.INVALID,
                () -> images.inspect(of.project(), "No Image"));
        BoundaryCalls.add(
                calls, "Images.state", Least.EDITOR, ErrorCode.NOT_FOUND, () -> images.state(of.project(), "nothing"));
    }
}
