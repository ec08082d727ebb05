package io.podspace.server;

import io.podspace.activity.Activities;
import io.podspace.platform.ErrorCode;
import io.podspace.project.Members;
import io.podspace.project.NewProject;
import io.podspace.project.Projects;
import io.podspace.report.Overviews;
import io.podspace.route.CertificateChange;
import io.podspace.route.RouteChange;
import io.podspace.route.RouteTarget;
import io.podspace.route.Routes;
import io.podspace.security.Role;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServiceChange;
import io.podspace.service.ServicePort;
import io.podspace.service.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who may call which method of a boundary, and a call that shows it. Whoever adds a public method to a boundary adds it
 * here: {@code BoundariesTest} finds what is missing.
 */
@ApplicationScoped
public class BoundaryCalls {
    @Inject
    Projects projects;

    @Inject
    Members members;

    @Inject
    Services services;

    @Inject
    Routes routes;

    /** Made here for those who only ask for the names. */
    @Inject
    KeptCalls kept = new KeptCalls();

    @Inject
    ObjectCalls objects = new ObjectCalls();

    @Inject
    PodCalls pods = new PodCalls();

    @Inject
    DeploymentCalls deployments = new DeploymentCalls();

    @Inject
    PlatformCalls platform = new PlatformCalls();

    @Inject
    Overviews overviews;

    @Inject
    Activities activities;

    /** The least that somebody must be. */
    public enum Least {
        ANYBODY,
        SIGNED_IN,
        VIEWER,
        EDITOR,
        OWNER,
        ADMINISTRATOR;

        static Least of(Role role) {
            return valueOf(role.name());
        }
    }

    /**
     * @param method class and method, with parameters where there are several of that name
     * @param answer what those get who may call it: empty when it succeeds, else the error of the call's own
     */
    public record Call(String method, Least least, Optional<ErrorCode> answer, Supplier<Object> work) {}

    /** Methods of boundaries that are no wishes of users, each with its reason. */
    public static Map<String, String> exempt() {
        return Map.of(
                "Activities.record", "other rooms write with it, each after its own question",
                "Activities.recordAll", "as the one before",
                "Bearers.valid", "says of a token that one holds whether it is valid still",
                "ObjectReports.version", "a number that says nothing of anybody's objects",
                "SignIn.signIn", "needs a request: SessionTest",
                "SignIn.signOut", "needs a request: SessionTest",
                "Catalog.image", "only puts two names together");
    }

    public List<Call> calls(CalledObjects of) {
        List<Call> calls = new ArrayList<>();
        projects(calls, of);
        deployments.calls(calls, of);
        services(calls, of);
        kept.calls(calls, of);
        objects.calls(calls, of);
        pods.calls(calls, of);
        platform.calls(calls, of);
        return calls;
    }

    private void projects(List<Call> calls, CalledObjects of) {
        add(calls, "Projects.create", Least.SIGNED_IN, () -> projects.create(new NewProject(Scene.fresh("p"), "")));
        add(calls, "Projects.mine", Least.SIGNED_IN, () -> projects.mine());
        add(calls, "Projects.all", Least.ADMINISTRATOR, () -> projects.all());
        add(calls, "Projects.find", Least.VIEWER, () -> projects.find(of.projectName()));
        add(calls, "Projects.visible", Least.SIGNED_IN, () -> projects.visible());
        add(calls, "Projects.view", Least.VIEWER, () -> projects.view(of.project()));
        add(calls, "Projects.rename", Least.EDITOR, () -> projects.rename(of.project(), "x"));
        add(calls, "Projects.describe", Least.EDITOR, () -> projects.describe(of.project(), Map.of(), Map.of()));
        add(calls, "Projects.setEgress", Least.OWNER, () -> projects.setEgress(of.project(), false));
        add(calls, "Projects.delete", Least.OWNER, () -> projects.delete(of.project(), of.projectName()));
        add(calls, "Members.list", Least.VIEWER, () -> members.list(of.project()));
        add(calls, "Members.add", Least.OWNER, () -> members.add(of.project(), of.viewer(), Role.EDITOR));
        add(calls, "Members.remove", Least.OWNER, () -> members.remove(of.project(), of.viewer()));
        add(calls, "Activities.recent", Least.VIEWER, () -> activities.recent(of.project(), 10, 0));
        add(calls, "Activities.chosen", Least.VIEWER, () -> activities.chosen(of.project(), List.of()));
        add(calls, "Activities.of", Least.VIEWER, () -> activities.of(of.project(), of.uid()));
        add(calls, "Activities.ofPart", Least.VIEWER, () -> activities.ofPart(of.project(), of.uid(), "uid", "web-0"));
        add(calls, "Overviews.of", Least.VIEWER, () -> overviews.of(of.project()));
    }

    private void services(List<Call> calls, CalledObjects of) {
        add(calls, "Services.create", Least.EDITOR, () -> services.create(Scene.serviceWish(of.project(), "other")));
        add(calls, "Services.update", Least.EDITOR, () -> services.update(of.service(), serviceChange()));
        add(calls, "Services.replace", Least.EDITOR, () -> services.replace(of.service(), serviceChange()));
        add(calls, "Services.describe", Least.EDITOR, () -> services.describe(of.service(), Map.of(), Map.of()));
        add(calls, "Services.list", Least.VIEWER, () -> services.list(of.project()));
        add(calls, "Services.view", Least.VIEWER, () -> services.view(of.service()));
        add(calls, "Services.delete", Least.EDITOR, () -> {
            routes.delete(of.route());
            services.delete(of.service());
        });
        add(calls, "Services.remove", Least.EDITOR, () -> services.remove(of.service()));
        add(calls, "Routes.generatedHost", Least.VIEWER, () -> routes.generatedHost(of.project(), "x"));
        add(
                calls,
                "Routes.create",
                Least.EDITOR,
                () -> routes.create(Scene.routeWish(of.project(), "other", Optional.empty(), "/", "web")));
        add(calls, "Routes.update", Least.EDITOR, () -> routes.update(of.route(), routeChange()));
        add(calls, "Routes.describe", Least.EDITOR, () -> routes.describe(of.route(), Map.of(), Map.of()));
        add(calls, "Routes.list", Least.VIEWER, () -> routes.list(of.project()));
        add(calls, "Routes.certificate", Least.EDITOR, () -> routes.certificate(of.route()));
        add(calls, "Routes.view", Least.VIEWER, () -> routes.view(of.route()));
        add(calls, "Routes.delete", Least.EDITOR, () -> routes.delete(of.route()));
    }

    private static ServiceChange serviceChange() {
        return new ServiceChange(
                List.of(new ServicePort("http", 80, 8080, Protocol.HTTP)), Algorithm.SOURCE, Map.of("app", "web"));
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

    static void add(List<Call> calls, String method, Least least, Supplier<Object> work) {
        calls.add(new Call(method, least, Optional.empty(), work));
    }

    static void add(List<Call> calls, String method, Least least, ErrorCode answer, Supplier<Object> work) {
        calls.add(new Call(method, least, Optional.of(answer), work));
    }

    static void add(List<Call> calls, String method, Least least, Runnable work) {
        calls.add(new Call(method, least, Optional.empty(), done(work)));
    }

    static void add(List<Call> calls, String method, Least least, ErrorCode answer, Runnable work) {
        calls.add(new Call(method, least, Optional.of(answer), done(work)));
    }

    private static Supplier<Object> done(Runnable work) {
        return () -> {
            work.run();
            return "done";
        };
    }
}
