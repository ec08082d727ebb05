package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.podspace.activity.Activities;
import io.podspace.activity.ActivityView;
import io.podspace.application.ApplicationPlan;
import io.podspace.application.Applications;
import io.podspace.application.NewApplication;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.RevisionView;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.project.Members;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import io.podspace.security.Identity;
import io.podspace.security.Role;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.inject.Inject;
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

/** What people wish for, one after the other: nothing is half made, what is needed stays, everything is told. */
@Tag("server")
@ArquillianTest
class WishesTest {
    @Inject
    Scene scene;

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
    Activities activities;

    @Inject
    Rows rows;

    @Deployment
    static WebArchive archive() {
        return io.podspace.server.Deployments.withTests();
    }

    @BeforeEach
    void quiet() {
        scene.quiet();
    }

    @Test
    void aHostGoesToAnotherProjectOnlyWhenItsLastRouteIsGone() {
        ProjectView first = scene.projectWithService();
        ProjectView second = scene.projectWithService();
        String host = Scene.fresh("shop") + ".example.org";
        RouteView route =
                scene.asSystem(() -> routes.create(Scene.routeWish(first.id(), "a", Optional.of(host), "/", "web")));
        scene.asSystem(() -> routes.create(Scene.routeWish(first.id(), "b", Optional.of(host), "/b", "web")));
        Supplier<RouteView> claim =
                () -> routes.create(Scene.routeWish(second.id(), "a", Optional.of(host), "/c", "web"));
        assertThatThrownBy(() -> scene.asSystem(claim)).hasMessageContaining("already taken");
        scene.asSystem(() -> {
            routes.delete(route.id());
            return null;
        });
        assertThatThrownBy(() -> scene.asSystem(claim)).hasMessageContaining("already taken");
        rows.update("DELETE FROM route WHERE host = ?", host);
        assertThat(scene.asSystem(claim).host()).isEqualTo(host);
    }

    @Test
    void ambiguousGeneratedHostsAreToldApart() {
        ProjectView project = scene.projectWithService();
        RouteView plain = scene.route(project.id(), "a", "web");
        ProjectView other = scene.projectWithService();
        String stolen = "b-" + other.name() + ".apps.localhost";
        scene.asSystem(() -> routes.create(Scene.routeWish(project.id(), "x", Optional.of(stolen), "/", "web")));
        RouteView hashed = scene.route(other.id(), "b", "web");
        assertThat(plain.host()).isEqualTo("a-" + project.name() + ".apps.localhost");
        int port = Settings.from(System.getenv()).router().httpPort();
        assertThat(plain.url()).isEqualTo("http://" + plain.host() + ":" + port + "/");
        assertThat(hashed.host()).matches("b-" + other.name() + "-[0-9a-f]{8}\\.apps\\.localhost");
        assertThat(hashed.generated()).isTrue();
    }

    @Test
    void nothingIsHalfMade() {
        ProjectView project = scene.project();
        scene.service(project.id(), "web");
        NewApplication wish = new NewApplication(Scene.wish(project.id(), "web"), true, true);
        assertThatThrownBy(() -> scene.asSystem(() -> applications.add(wish)))
                .hasMessage("name: the project already has a service 'web'; choose another name");
        assertThat(scene.asSystem(() -> deployments.list(project.id()))).isEmpty();
        assertThat(rows.number(
                        "SELECT COUNT(*) FROM activity WHERE object_name = 'web' AND project_id = ?", project.id()))
                .isEqualTo(1);
    }

    @Test
    void aReviewMakesNothingAndTheCreationMakesWhatItSaid() {
        ProjectView project = scene.project();
        NewApplication wish = new NewApplication(Scene.wish(project.id(), "web"), true, true);
        ApplicationPlan plan = scene.asSystem(() -> applications.review(wish));
        assertThat(scene.asSystem(() -> deployments.list(project.id()))).isEmpty();
        DeploymentView made = scene.asSystem(() -> applications.add(wish));
        assertThat(made.labels()).isEqualTo(Map.of("app", "web"));
        assertThat(scene.asSystem(() -> routes.list(project.id())))
                .extracting(RouteView::url)
                .containsExactly(plan.routeUrl().orElseThrow());
        List<ServiceView> made2 = scene.asSystem(() -> services.list(project.id()));
        assertThat(made2).hasSize(1);
        assertThat(made2.getFirst().routes()).containsExactly("web");
        assertThat(made2.getFirst().ports())
                .isEqualTo(plan.service().orElseThrow().ports());
        scene.asSystem(() -> {
            applications.remove(made.id());
            return null;
        });
        assertThat(scene.asSystem(() -> routes.list(project.id()))).allMatch(RouteView::deleting);
        assertThat(scene.asSystem(() -> services.list(project.id()))).allMatch(ServiceView::deleting);
        assertThat(scene.asSystem(() -> deployments.view(made.id())).deleting()).isTrue();
        assertThatThrownBy(() -> scene.asSystem(() -> deployments.scale(made.id(), 2)))
                .hasMessage("The deployment 'web' is being deleted and takes no changes any more.");
        assertThatThrownBy(() -> scene.deployment(project.id(), "web")).hasMessageContaining("still being deleted");
    }

    @Test
    void revisionsKeepTheirEnvironmentSealed() {
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        assertThat(web.template().environment()).isEmpty();
        assertThat(web.environmentNames()).containsExactly("PASSWORD");
        RevisionView same = scene.asSystem(
                () -> deployments.configure(web.id(), 1, Scene.template(Map.of("PASSWORD", "secret")), ""));
        assertThat(same.number()).isEqualTo(1);
        RevisionView next = scene.asSystem(
                () -> deployments.configure(web.id(), 1, Scene.template(Map.of("PASSWORD", "other")), ""));
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.cause()).isEqualTo("PASSWORD");
        assertThatThrownBy(() -> scene.asSystem(() -> deployments.configure(web.id(), 1, Scene.template(Map.of()), "")))
                .hasMessageStartingWith("Somebody else made revision #2");
        scene.asSystem(() -> deployments.rollBack(web.id(), 1));
        assertThat(scene.asSystem(() -> deployments.environment(web.id()))).isEqualTo(Map.of("PASSWORD", "secret"));
        scene.asSystem(() -> deployments.restart(web.id()));
        assertThat(scene.asSystem(() -> deployments.revisions(web.id())))
                .extracting(RevisionView::number, RevisionView::cause, RevisionView::current)
                .containsExactly(
                        tuple(4, "restart", true),
                        tuple(3, "roll back to #1", false),
                        tuple(2, "PASSWORD", false),
                        tuple(1, "created", false));
        assertThat(rows.number("SELECT COUNT(*) FROM revision WHERE template LIKE '%secret%'"))
                .isZero();
    }

    @Test
    void aServiceThatARouteNeedsStays() {
        ProjectView project = scene.projectWithService();
        long service =
                scene.asSystem(() -> services.list(project.id())).getFirst().id();
        RouteView route = scene.route(project.id(), "shop", "web");
        assertThatThrownBy(() -> scene.asSystem(() -> {
                    services.delete(service);
                    return null;
                }))
                .hasMessageStartingWith("The route 'shop' sends to the service 'web'.");
        scene.asSystem(() -> {
            routes.delete(route.id());
            services.delete(service);
            return null;
        });
        assertThat(scene.asSystem(() -> services.view(service)).deleting()).isTrue();
        assertThat(scene.route(project.id(), "late", "web").gaps()).containsExactly("The service web does not exist.");
    }

    @Test
    void aProjectGoesWithAllThatIsInIt() {
        ProjectView project = scene.projectWithService();
        scene.deployment(project.id(), "web");
        scene.route(project.id(), "web", "web");
        assertThatThrownBy(() -> scene.asSystem(() -> {
                    projects.delete(project.id(), "wrong");
                    return null;
                }))
                .hasMessageContaining("type the project's name");
        scene.asSystem(() -> {
            projects.delete(project.id(), project.name());
            return null;
        });
        for (String table : List.of(
                "project WHERE id",
                "deployment WHERE project_id",
                "service WHERE project_id",
                "route WHERE project_id")) {
            assertThat(rows.number("SELECT COUNT(*) FROM " + table + " = ? AND NOT deleting", project.id()))
                    .isZero();
        }
        assertThatThrownBy(() -> scene.deployment(project.id(), "late")).hasMessageContaining("is being deleted");
    }

    @Test
    void anOwnerIsAlwaysLeft() {
        ProjectView project = scene.project();
        Identity owner = scene.member(project.id(), Role.OWNER);
        assertThatThrownBy(() -> scene.asSystem(() -> members.add(project.id(), owner.name(), Role.VIEWER)))
                .hasMessageContaining("would have no owner left");
        assertThatThrownBy(() -> scene.asSystem(() -> {
                    members.remove(project.id(), owner.name());
                    return null;
                }))
                .hasMessageContaining("would have no owner left");
        assertThatThrownBy(() -> scene.asSystem(() -> members.add(project.id(), "nobody-here", Role.VIEWER)))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains("name"));
    }

    @Test
    void whatIsRepeatedIsCounted() {
        ProjectView project = scene.project();
        DeploymentView web = scene.deployment(project.id(), "web");
        for (int i = 0; i < 3; i++) {
            scene.asSystem(() -> deployments.scale(web.id(), 2));
            scene.asSystem(() -> deployments.scale(web.id(), 1));
        }
        List<ActivityView> seen = scene.asSystem(() -> activities.of(project.id(), web.uid()));
        assertThat(seen)
                .extracting(ActivityView::reason, ActivityView::times)
                .containsExactly(tuple("ScaledDown", 3), tuple("ScaledUp", 3), tuple("Created", 1));
    }
}
