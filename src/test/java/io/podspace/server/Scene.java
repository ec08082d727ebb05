package io.podspace.server;

import io.podspace.autoscale.AutoscalerView;
import io.podspace.autoscale.Autoscalers;
import io.podspace.autoscale.Bounds;
import io.podspace.autoscale.NewAutoscaler;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.ConfigurationView;
import io.podspace.configuration.Configurations;
import io.podspace.configuration.NewConfiguration;
import io.podspace.configuration.Values;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.NewDeployment;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.PodTemplate.Port;
import io.podspace.deployment.PodTemplate.Resources;
import io.podspace.project.Members;
import io.podspace.project.NewProject;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.reconcile.Lease;
import io.podspace.route.NewRoute;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import io.podspace.security.AccountView;
import io.podspace.security.Accounts;
import io.podspace.security.Acting;
import io.podspace.security.Identity;
import io.podspace.security.Role;
import io.podspace.security.SystemWork;
import io.podspace.service.NewService;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Makes what tests of the boundaries start from, each time under fresh names, and lets them act as somebody. */
@ApplicationScoped
public class Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    @Inject
    Projects projects;

    @Inject
    Members members;

    @Inject
    Deployments deployments;

    @Inject
    Services services;

    @Inject
    Autoscalers autoscalers;

    @Inject
    Configurations configurations;

    @Inject
    Routes routes;

    @Inject
    Accounts accounts;

    @Inject
    Acting acting;

    @Inject
    SystemWork system;

    @Inject
    Rows rows;

    @Inject
    Lease lease;

    /** Takes the lease away from the server's own loop, which would act on the rows that a test writes, and sees it stop. */
    public void quiet() {
        rows.update("""
                INSERT INTO lease (name, holder, epoch, expires_at)
                VALUES ('control', 'test', 1, UTC_TIMESTAMP(6) + INTERVAL 1 DAY)
                ON DUPLICATE KEY UPDATE holder = 'test', epoch = epoch + 1,
                    expires_at = UTC_TIMESTAMP(6) + INTERVAL 1 DAY""");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (lease.epoch().isPresent()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the server goes on acting without the lease");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** @param who empty: nobody is signed in */
    public <T> T as(Optional<Identity> who, Supplier<T> work) {
        return system.call(() -> acting.as(who, work));
    }

    public <T> T asSystem(Supplier<T> work) {
        return system.call(work);
    }

    public Identity account() {
        String name = fresh("u");
        AccountView view = signUp(name, "correct horse " + name);
        return new Identity(view.id(), view.name(), false);
    }

    public AccountView signUp(String name, String password) {
        return accounts.signUp(name, name + "@example.org", password, name);
    }

    public Identity member(long project, Role role) {
        Identity account = account();
        asSystem(() -> members.add(project, account.name(), role));
        return account;
    }

    public ProjectView project() {
        return asSystem(() -> projects.create(new NewProject(fresh("p"), "")));
    }

    /** With a service 'web' in it. */
    public ProjectView projectWithService() {
        ProjectView project = project();
        service(project.id(), "web");
        return project;
    }

    public DeploymentView deployment(long project, String name) {
        return asSystem(() -> deployments.create(wish(project, name)));
    }

    public DeploymentView deployment(long project, String name, Map<String, String> environment) {
        return asSystem(() -> deployments.create(new NewDeployment(project, name, template(environment), 1, Map.of())));
    }

    public ServiceView service(long project, String name) {
        return asSystem(() -> services.create(serviceWish(project, name)));
    }

    public RouteView route(long project, String name, String service) {
        return asSystem(() -> routes.create(routeWish(project, name, Optional.empty(), "/", service)));
    }

    /** A pod as the reconcilers would have written it. @return its uid */
    public String pod(DeploymentView deployment, int revision, int slot, String phase, String status, String reason) {
        String uid = UUID.randomUUID().toString();
        rows.update("""
                INSERT INTO pod (uid, deployment_id, slot, attempt, revision_id, phase, status, reason, created_at,
                    resource_version)
                SELECT ?, d.id, ?, 1 + (SELECT COUNT(*) FROM pod x WHERE x.deployment_id = d.id AND x.slot = ?), r.id, ?, ?,
                    ?, UTC_TIMESTAMP(6), 0
                FROM deployment d JOIN revision r ON r.deployment_id = d.id AND r.number = ? WHERE d.id = ?""", uid, slot, slot, phase, status, reason, revision, deployment.id());
        return uid;
    }

    public static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static NewDeployment wish(long project, String name) {
        return new NewDeployment(project, name, template(Map.of("PASSWORD", "secret")), 1, Map.of());
    }

    public static PodTemplate template(Map<String, String> environment) {
        return new PodTemplate(
                "demo:1",
                PodTemplate.Pull.IF_NOT_PRESENT,
                List.of(),
                List.of(),
                environment,
                List.of(new Port("http", 8080)),
                Resources.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                10);
    }

    public ConfigurationView secret(long project, String name) {
        return asSystem(() -> configurations.create(secretWish(project, name)));
    }

    /** Of the deployment of that name. */
    public AutoscalerView autoscaler(long project, String name) {
        return asSystem(() -> autoscalers.create(new NewAutoscaler(project, name, name, new Bounds(1, 3, 80))));
    }

    public static NewConfiguration secretWish(long project, String name) {
        return new NewConfiguration(
                project, ConfigurationKind.SECRET, name, "Opaque", false, Values.of(Map.of("password", "s3cret")));
    }

    public static NewService serviceWish(long project, String name) {
        return new NewService(
                project,
                name,
                List.of(new ServicePort("http", 80, 8080, Protocol.HTTP)),
                Algorithm.ROUND_ROBIN,
                Map.of());
    }

    public static NewRoute routeWish(long project, String name, Optional<String> host, String path, String service) {
        return new NewRoute(
                project,
                name,
                host,
                path,
                List.of(new RouteTarget(service, 80, 1)),
                Algorithm.LEAST_CONNECTIONS,
                false,
                Insecure.ALLOW,
                Optional.empty());
    }
}
