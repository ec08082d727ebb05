package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
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

/** What people wish for all at once: one wins, the latest counts. */
@Tag("server")
@ArquillianTest
class SimultaneousWishesTest {
    private static final int PATIENCE_SECONDS = 120;
    private static final int AT_ONCE = 6;

    @Inject
    Scene scene;

    @Inject
    Projects projects;

    @Inject
    Deployments deployments;

    @Inject
    Routes routes;

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
        List<ProjectView> all = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> scene.projectWithService())
                .toList();
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
        ProjectView project = scene.projectWithService();
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
