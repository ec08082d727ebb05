package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.activity.Activities;
import io.podspace.application.Applications;
import io.podspace.application.NewApplication;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.project.Members;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.report.Overviews;
import io.podspace.report.PodReports;
import io.podspace.route.CertificateChange;
import io.podspace.route.RouteChange;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import io.podspace.security.Identity;
import io.podspace.security.Role;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ServiceChange;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every method of every boundary of a project, called by everybody: nobody, a stranger, a viewer, an editor, an owner.
 * Each call is taken back.
 */
@Tag("server")
@ArquillianTest
class BoundaryPermissionsTest {
    private static final String ALLOWED = "allowed";
    private static final long MISSING = Integer.MAX_VALUE;

    @Inject
    Scene scene;

    @Inject
    Transactions transactions;

    @Inject
    Projects projects;

    @Inject
    Members members;

    @Inject
    Deployments deployments;

    @Inject
    Services services;

    @Inject
    Routes routes;

    @Inject
    Applications applications;

    @Inject
    Overviews overviews;

    @Inject
    PodReports pods;

    @Inject
    Activities activities;

    private ProjectView project;
    private DeploymentView web;
    private ServiceView service;
    private RouteView route;
    private final Map<String, Optional<Identity>> callers = new LinkedHashMap<>();

    @Deployment
    static WebArchive archive() {
        return io.podspace.server.Deployments.withTests();
    }

    /** A method, the role that it asks for, and a call that would succeed. */
    private record Call(String method, Role least, Supplier<Object> work) {}

    @BeforeEach
    void prepare() {
        scene.quiet();
        project = scene.project();
        web = scene.deployment(project.id(), "web");
        service = scene.service(project.id(), "web");
        route = scene.route(project.id(), "web", "web");
        callers.put("nobody", Optional.empty());
        callers.put("stranger", Optional.of(scene.account()));
        for (Role role : new Role[] {Role.VIEWER, Role.EDITOR, Role.OWNER}) {
            callers.put(role.name(), Optional.of(scene.member(project.id(), role)));
        }
    }

    @Test
    void everyMethodAsksForItsRole() {
        for (Call call : calls(project.id(), web.id(), service.id(), route.id())) {
            Map<String, String> outcomes = new LinkedHashMap<>();
            callers.forEach((name, caller) -> outcomes.put(name, outcome(caller, call.work())));
            assertThat(outcomes).as(call.method()).isEqualTo(expected(call.least()));
        }
    }

    @Test
    void whatIsNotThereIsAnsweredAsWhatIsNotYours() {
        Identity stranger = callers.get("stranger").orElseThrow();
        List<Call> yours = calls(project.id(), web.id(), service.id(), route.id());
        List<Call> missing = calls(MISSING, MISSING, MISSING, MISSING);
        for (int i = 0; i < yours.size(); i++) {
            assertThat(message(stranger, missing.get(i).work()))
                    .as(yours.get(i).method())
                    .isEqualTo(message(stranger, yours.get(i).work()));
        }
        assertThat(message(stranger, () -> projects.find("no-such-project")))
                .isEqualTo(message(stranger, () -> projects.find(project.name())));
        assertThat(message(stranger, () -> deployments.view(project.name(), "nothing")))
                .isEqualTo(message(stranger, () -> deployments.view(project.name(), "web")));
        assertThat(message(stranger, () -> pods.view("no-such-pod"))).contains("no such project");
    }

    private List<Call> calls(long project, long deployment, long service, long route) {
        return List.of(
                new Call("Projects.view", Role.VIEWER, () -> projects.view(project)),
                new Call("Projects.rename", Role.EDITOR, () -> projects.rename(project, "x")),
                new Call("Projects.setEgress", Role.OWNER, () -> projects.setEgress(project, false)),
                new Call("Projects.delete", Role.OWNER, done(() -> projects.delete(project, this.project.name()))),
                new Call("Members.list", Role.VIEWER, () -> members.list(project)),
                new Call("Members.add", Role.OWNER, () -> members.add(project, viewer(), Role.EDITOR)),
                new Call("Members.remove", Role.OWNER, done(() -> members.remove(project, viewer()))),
                new Call("Deployments.create", Role.EDITOR, () -> deployments.create(Scene.wish(project, "other"))),
                new Call("Deployments.scale", Role.EDITOR, () -> deployments.scale(deployment, 3)),
                new Call(
                        "Deployments.configure",
                        Role.EDITOR,
                        () -> deployments.configure(deployment, 1, Scene.template(Map.of()), "")),
                new Call("Deployments.restart", Role.EDITOR, () -> deployments.restart(deployment)),
                new Call("Deployments.rollBack", Role.EDITOR, () -> deployments.rollBack(deployment, 1)),
                new Call("Deployments.view", Role.VIEWER, () -> deployments.view(deployment)),
                new Call("Deployments.list", Role.VIEWER, () -> deployments.list(project)),
                new Call("Deployments.revisions", Role.VIEWER, () -> deployments.revisions(deployment)),
                new Call("Deployments.environment", Role.EDITOR, () -> deployments.environment(deployment)),
                new Call("Deployments.delete", Role.EDITOR, done(() -> deployments.delete(deployment))),
                new Call("Services.create", Role.EDITOR, () -> services.create(Scene.serviceWish(project, "other"))),
                new Call("Services.update", Role.EDITOR, () -> services.update(service, change())),
                new Call("Services.list", Role.VIEWER, () -> services.list(project)),
                new Call("Services.view", Role.VIEWER, () -> services.view(service)),
                new Call("Services.delete", Role.EDITOR, done(() -> {
                    routes.delete(route);
                    services.delete(service);
                })),
                new Call("Routes.generatedHost", Role.VIEWER, () -> routes.generatedHost(project, "x")),
                new Call(
                        "Routes.create",
                        Role.EDITOR,
                        () -> routes.create(Scene.routeWish(project, "other", Optional.empty(), "/", "web"))),
                new Call("Routes.update", Role.EDITOR, () -> routes.update(route, routeChange())),
                new Call("Routes.list", Role.VIEWER, () -> routes.list(project)),
                new Call("Routes.view", Role.VIEWER, () -> routes.view(route)),
                new Call("Routes.delete", Role.EDITOR, done(() -> routes.delete(route))),
                new Call(
                        "Applications.review",
                        Role.EDITOR,
                        () -> applications.review(new NewApplication(Scene.wish(project, "other"), true, true))),
                new Call(
                        "Applications.add",
                        Role.EDITOR,
                        () -> applications.add(new NewApplication(Scene.wish(project, "other"), true, true))),
                new Call("Applications.remove", Role.EDITOR, done(() -> applications.remove(deployment))),
                new Call("Overviews.of", Role.VIEWER, () -> overviews.of(project)),
                new Call("PodReports.ofDeployment", Role.VIEWER, () -> pods.ofDeployment(deployment)),
                new Call("PodReports.ofProject", Role.VIEWER, () -> pods.ofProject(project)),
                new Call("Activities.recent", Role.VIEWER, () -> activities.recent(project, 10, 0)),
                new Call("Activities.of", Role.VIEWER, () -> activities.of(project, web.uid())));
    }

    private String viewer() {
        return callers.get(Role.VIEWER.name()).orElseThrow().name();
    }

    private ServiceChange change() {
        return new ServiceChange(service.ports(), Algorithm.SOURCE, service.selector());
    }

    private static RouteChange routeChange() {
        return new RouteChange(
                Optional.empty(),
                "/api",
                List.of(new RouteTarget("web", 80, 2)),
                Algorithm.SOURCE,
                true,
                Insecure.REDIRECT,
                new CertificateChange.Keep());
    }

    private static Supplier<Object> done(Runnable work) {
        return () -> {
            work.run();
            return "done";
        };
    }

    private static Map<String, String> expected(Role least) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        outcomes.put("nobody", ErrorCode.UNAUTHENTICATED.name());
        outcomes.put("stranger", ErrorCode.NOT_FOUND.name());
        for (Role role : new Role[] {Role.VIEWER, Role.EDITOR, Role.OWNER}) {
            outcomes.put(role.name(), role.ordinal() <= least.ordinal() ? ALLOWED : ErrorCode.FORBIDDEN.name());
        }
        return outcomes;
    }

    private String outcome(Optional<Identity> caller, Supplier<Object> work) {
        try {
            scene.as(caller, () -> transactions.read(work));
            return ALLOWED;
        } catch (PodSpaceException e) {
            return e.code().name();
        }
    }

    private String message(Identity caller, Supplier<Object> work) {
        try {
            return scene.as(Optional.of(caller), () -> transactions.read(work)).toString();
        } catch (PodSpaceException e) {
            return e.getMessage();
        }
    }
}
