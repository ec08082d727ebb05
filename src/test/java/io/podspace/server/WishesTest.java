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
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.platform.Transactions;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people wish for, alone and all at once: one wins, the latest counts, nothing is half made. */
@Tag("server")
@ArquillianTest
class WishesTest {
    private static final int PATIENCE_SECONDS = 120;
    private static final int AT_ONCE = 6;

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
    void oneOfManyGetsAHost() throws Exception {
        String host = Scene.fresh("shop") + ".example.org";
        List<ProjectView> all =
                IntStream.range(0, AT_ONCE).mapToObj(i -> withService()).toList();
        List<Object> outcomes = together(all.stream()
                .map(project -> (Supplier<Object>) () -> routes.create(
                        Scene.routeWish(project.id(), "shop", Optional.of(host), "/" + project.name(), "web")))
                .toList());
        assertThat(outcomes).filteredOn(RouteView.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(PodSpaceException.class::isInstance)
                .hasSize(AT_ONCE - 1)
                .allSatisfy(error -> assertThat((PodSpaceException) error)
                        .hasMessage("host: '%s' is already taken; choose another host name".formatted(host)));
        assertThat(rows.number("SELECT COUNT(*) FROM route WHERE host = ?", host))
                .isEqualTo(1);
    }

    @Test
    void oneOfManyGetsHostAndPathWithinAProject() throws Exception {
        ProjectView project = withService();
        String host = Scene.fresh("shop") + ".example.org";
        List<Object> outcomes = together(IntStream.range(0, AT_ONCE)
                .mapToObj(i -> (Supplier<Object>)
                        () -> routes.create(Scene.routeWish(project.id(), "r" + i, Optional.of(host), "/x/", "web")))
                .toList());
        assertThat(outcomes).filteredOn(RouteView.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(PodSpaceException.class::isInstance)
                .extracting(error -> ((PodSpaceException) error).code())
                .containsOnly(ErrorCode.ALREADY_EXISTS);
    }

    @Test
    void aHostGoesToAnotherProjectOnlyWhenItsLastRouteIsGone() {
        ProjectView first = withService();
        ProjectView second = withService();
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
        ProjectView project = withService();
        RouteView plain = scene.route(project.id(), "a", "web");
        ProjectView other = withService();
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
    void inAStormTheLatestWishCountsAndEveryWishIsAGeneration() throws Exception {
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        List<Supplier<Object>> wishes = new ArrayList<>();
        for (int i = 2; i < 2 + AT_ONCE * 5; i++) {
            int replicas = i;
            wishes.add(() -> deployments.scale(web.id(), replicas));
        }
        List<Object> before = together(wishes);
        assertThat(before).allSatisfy(number -> assertThat(number).isInstanceOf(Integer.class));
        DeploymentView after = scene.asSystem(() -> deployments.view(web.id()));
        assertThat(after.generation()).isEqualTo(web.generation() + wishes.size());
        assertThat(before).doesNotContain(after.replicas()).doesNotHaveDuplicates();
        scene.asSystem(() -> deployments.scale(web.id(), 7));
        assertThat(scene.asSystem(() -> deployments.view(web.id())).replicas()).isEqualTo(7);
        assertThatThrownBy(() -> scene.asSystem(() -> deployments.scale(web.id(), 10_001)))
                .hasMessageStartingWith("replicas: 10001");
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
        ProjectView project = withService();
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
        ProjectView project = withService();
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

    /** Deployments are put into a project while it is deleted: each is either refused, or marked with the rest. */
    @Test
    void nothingSlipsIntoAProjectThatIsBeingDeleted() throws Exception {
        ProjectView project = scene.project();
        List<Supplier<Object>> work = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String name = "web" + i;
            work.add(() -> deployments.create(Scene.wish(project.id(), name)));
        }
        work.add(AT_ONCE / 2, () -> {
            projects.delete(project.id(), project.name());
            return "deleted";
        });
        List<Object> outcomes = together(work);
        assertThat(outcomes).contains("deleted");
        assertThat(rows.number("SELECT COUNT(*) FROM deployment WHERE project_id = ? AND NOT deleting", project.id()))
                .isZero();
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

    private ProjectView withService() {
        ProjectView project = scene.project();
        scene.service(project.id(), "web");
        return project;
    }

    /** Everything at the same time; the results, or the refusals. */
    private List<Object> together(List<Supplier<Object>> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(work.size(), 12))) {
            List<Callable<Object>> calls = work.stream()
                    .map(one -> (Callable<Object>) () -> outcome(one))
                    .toList();
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> result : threads.invokeAll(calls, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                outcomes.add(result.get());
            }
            return outcomes;
        }
    }

    private Object outcome(Supplier<Object> work) {
        try {
            return scene.asSystem(work);
        } catch (PodSpaceException e) {
            return e;
        }
    }
}
