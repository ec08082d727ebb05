package io.podspace.server;

import io.podspace.activity.Activities;
import io.podspace.application.Applications;
import io.podspace.application.NewApplication;
import io.podspace.catalog.Catalog;
import io.podspace.catalog.Filled;
import io.podspace.deployment.Decision;
import io.podspace.deployment.DeploymentSurveys;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.Rollouts;
import io.podspace.deployment.Shape;
import io.podspace.deployment.Shapes;
import io.podspace.deployment.Strategy;
import io.podspace.host.HostAccess;
import io.podspace.host.Hosts;
import io.podspace.image.Credentials;
import io.podspace.image.Images;
import io.podspace.image.NewCredential;
import io.podspace.platform.ErrorCode;
import io.podspace.project.Members;
import io.podspace.project.NewProject;
import io.podspace.project.Projects;
import io.podspace.report.ErrorRates;
import io.podspace.report.Overviews;
import io.podspace.route.CertificateChange;
import io.podspace.route.RouteChange;
import io.podspace.route.RouteTarget;
import io.podspace.route.Routes;
import io.podspace.security.Accounts;
import io.podspace.security.NewToken;
import io.podspace.security.Role;
import io.podspace.security.Tokens;
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
    Deployments deployments;

    @Inject
    Rollouts rollouts;

    @Inject
    ErrorRates errors;

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
    Applications applications;

    @Inject
    Overviews overviews;

    @Inject
    Activities activities;

    @Inject
    Images images;

    @Inject
    Credentials credentials;

    @Inject
    DeploymentSurveys surveys;

    @Inject
    Shapes shapes;

    @Inject
    Tokens tokens;

    @Inject
    Accounts accounts;

    @Inject
    Catalog catalog;

    @Inject
    Hosts hosts;

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
        deployments(calls, of);
        services(calls, of);
        kept.calls(calls, of);
        objects.calls(calls, of);
        pods.calls(calls, of);
        applications(calls, of);
        platform(calls, of);
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

    private void deployments(List<Call> calls, CalledObjects of) {
        long id = of.deployment();
        add(calls, "Deployments.create", Least.EDITOR, () -> deployments.create(Scene.wish(of.project(), "other")));
        add(calls, "Deployments.scale", Least.EDITOR, () -> deployments.scale(id, 3));
        add(
                calls,
                "Deployments.configure",
                Least.EDITOR,
                () -> deployments.configure(id, 1, Scene.template(Map.of()), ""));
        add(calls, "Deployments.restart", Least.EDITOR, () -> deployments.restart(id));
        add(calls, "Deployments.rollBack", Least.EDITOR, () -> deployments.rollBack(id, 1));
        add(
                calls,
                "Deployments.changeStrategy",
                Least.EDITOR,
                () -> deployments.changeStrategy(id, Strategy.STOP_ONE_START_ONE));
        add(calls, "Rollouts.list", Least.VIEWER, () -> rollouts.list(id));
        add(calls, "Rollouts.newest", Least.VIEWER, () -> rollouts.newest(id));
        add(calls, "Rollouts.pause", Least.EDITOR, () -> rollouts.pause(id));
        add(calls, "Rollouts.resume", Least.EDITOR, () -> rollouts.resume(id));
        add(calls, "ErrorRates.of", Least.VIEWER, () -> errors.of(id));
        add(calls, "Rollouts.decide", Least.EDITOR, ErrorCode.CONFLICT, () -> rollouts.decide(id, Decision.PROMOTE));
        add(calls, "Deployments.view(long)", Least.VIEWER, () -> deployments.view(id));
        add(calls, "Deployments.view(String, String)", Least.VIEWER, () -> deployments.view(of.projectName(), "web"));
        add(calls, "Deployments.list", Least.VIEWER, () -> deployments.list(of.project()));
        add(calls, "Deployments.revisions", Least.VIEWER, () -> deployments.revisions(id));
        add(calls, "Deployments.differences", Least.VIEWER, () -> deployments.differences(id, 1, 1));
        add(calls, "Deployments.environment(long)", Least.EDITOR, () -> deployments.environment(id));
        add(calls, "Deployments.environment(long, int)", Least.EDITOR, () -> deployments.environment(id, 1));
        Shape shape = new Shape(Map.of(), Map.of(), Map.of("app", "web"), Map.of(), "web", Map.of());
        add(calls, "DeploymentSurveys.of", Least.VIEWER, () -> surveys.of(of.project()));
        add(calls, "Shapes.view", Least.VIEWER, () -> shapes.view(id));
        add(calls, "Shapes.keep", Least.EDITOR, () -> shapes.keep(id, shape, Map.of("app", "web")));
        add(calls, "Deployments.delete", Least.EDITOR, () -> deployments.delete(id));
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

    private void applications(List<Call> calls, CalledObjects of) {
        NewApplication wish = new NewApplication(Scene.wish(of.project(), "other"), true, true);
        add(calls, "Applications.review", Least.EDITOR, () -> applications.review(wish));
        add(calls, "Applications.add", Least.EDITOR, () -> applications.add(wish));
        add(calls, "Applications.remove", Least.EDITOR, () -> applications.remove(of.deployment()));
        NewCredential login = new NewCredential("registry.example", "me", "secret");
        add(calls, "Credentials.list", Least.VIEWER, () -> credentials.list(of.project()));
        add(calls, "Credentials.add", Least.EDITOR, () -> credentials.add(of.project(), login));
        add(calls, "Credentials.remove", Least.EDITOR, () -> credentials.remove(of.project(), 1));
        add(
                calls,
                "Credentials.test",
                Least.EDITOR,
                ErrorCode.INVALID,
                () -> credentials.test(of.project(), new NewCredential("", "", "")));
        add(calls, "Images.inspect", Least.EDITOR, ErrorCode.INVALID, () -> images.inspect(of.project(), "No Image"));
        add(calls, "Images.state", Least.EDITOR, ErrorCode.NOT_FOUND, () -> images.state(of.project(), "nothing"));
    }

    private void platform(List<Call> calls, CalledObjects of) {
        Filled filled = new Filled(of.project(), "nothing", "web", 1, "", Map.of());
        add(calls, "Catalog.entries", Least.SIGNED_IN, () -> catalog.entries());
        add(calls, "Catalog.entry", Least.SIGNED_IN, ErrorCode.NOT_FOUND, () -> catalog.entry("nothing"));
        add(calls, "Catalog.deployment", Least.SIGNED_IN, ErrorCode.NOT_FOUND, () -> catalog.deployment(filled));
        add(calls, "Hosts.list", Least.ADMINISTRATOR, () -> hosts.list());
        HostAccess nowhere = new HostAccess("http://nowhere", "", Optional.empty());
        add(calls, "Hosts.test", Least.ADMINISTRATOR, ErrorCode.INVALID, () -> hosts.test(Optional.empty(), nowhere));
        add(calls, "Hosts.add", Least.ADMINISTRATOR, ErrorCode.INVALID, () -> hosts.add("", nowhere));
        add(calls, "Hosts.view", Least.ADMINISTRATOR, ErrorCode.NOT_FOUND, () -> hosts.view(Integer.MAX_VALUE));
        add(
                calls,
                "Hosts.change",
                Least.ADMINISTRATOR,
                ErrorCode.NOT_FOUND,
                () -> hosts.change(Integer.MAX_VALUE, nowhere));
        add(calls, "Hosts.drain", Least.ADMINISTRATOR, ErrorCode.NOT_FOUND, () -> hosts.drain(Integer.MAX_VALUE));
        add(calls, "Hosts.pods", Least.ADMINISTRATOR, () -> hosts.pods(Integer.MAX_VALUE));
        add(calls, "Hosts.podCounts", Least.ADMINISTRATOR, () -> hosts.podCounts());
        add(
                calls,
                "Hosts.acceptEngine",
                Least.ADMINISTRATOR,
                ErrorCode.NOT_FOUND,
                () -> hosts.acceptEngine(Integer.MAX_VALUE, "AAAA"));
        add(calls, "Hosts.remove", Least.ADMINISTRATOR, ErrorCode.NOT_FOUND, () -> hosts.remove(Integer.MAX_VALUE));
        add(calls, "Hosts.silent", Least.SIGNED_IN, () -> hosts.silent());
        add(
                calls,
                "Hosts.cordon",
                Least.ADMINISTRATOR,
                ErrorCode.NOT_FOUND,
                () -> hosts.cordon(Integer.MAX_VALUE, true));
        add(calls, "Tokens.mine", Least.SIGNED_IN, () -> tokens.mine());
        add(calls, "Tokens.create", Least.SIGNED_IN, () -> tokens.create(new NewToken("ci", List.of(), true, 1)));
        add(calls, "Tokens.revoke", Least.SIGNED_IN, ErrorCode.NOT_FOUND, () -> tokens.revoke(Integer.MAX_VALUE));
        add(calls, "Accounts.signUp", Least.ANYBODY, ErrorCode.INVALID, () -> accounts.signUp("", "", "", ""));
        add(calls, "Accounts.list", Least.ADMINISTRATOR, () -> accounts.list());
        add(calls, "Accounts.mine", Least.SIGNED_IN, () -> accounts.mine());
        add(calls, "Accounts.idOf", Least.SIGNED_IN, () -> accounts.idOf(of.viewer()));
        add(calls, "Accounts.setDisabled", Least.ADMINISTRATOR, () -> accounts.setDisabled(of.account(), true));
        add(
                calls,
                "Accounts.setAdministrator",
                Least.ADMINISTRATOR,
                () -> accounts.setAdministrator(of.account(), true));
        add(
                calls,
                "Accounts.changePassword",
                Least.SIGNED_IN,
                ErrorCode.INVALID,
                () -> accounts.changePassword("not this", "nor that"));
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
