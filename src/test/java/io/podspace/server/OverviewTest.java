package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.RolloutState;
import io.podspace.platform.Transactions;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.project.ProjectCard;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.report.DeploymentCard;
import io.podspace.report.DeploymentCard.Ring;
import io.podspace.report.DeploymentCard.Setback;
import io.podspace.report.DeploymentCard.Slice;
import io.podspace.report.Overview;
import io.podspace.report.Overviews;
import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import io.podspace.report.ServiceLine;
import io.podspace.report.ServiceLine.RouteLine;
import io.podspace.route.RouteView;
import io.podspace.security.Identity;
import io.podspace.security.Role;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What pages show, read back from rows that the reconcilers would have written. */
@Tag("server")
@ArquillianTest
class OverviewTest {
    @Inject
    Scene scene;

    @Inject
    Transactions transactions;

    @Inject
    Projects projects;

    @Inject
    Deployments deployments;

    @Inject
    Overviews overviews;

    @Inject
    PodReports pods;

    @Inject
    Rows rows;

    @PersistenceUnit
    EntityManagerFactory factory;

    @Deployment
    static WebArchive archive() {
        return io.podspace.server.Deployments.withTests();
    }

    @BeforeEach
    void quiet() {
        scene.quiet();
    }

    @Test
    void showsRingsReasonsServicesAndRoutes() {
        ProjectView project = scene.project();
        DeploymentView web = scene.deployment(project.id(), "web");
        scene.service(project.id(), "web");
        scene.service(project.id(), "lonely");
        RouteView route = scene.route(project.id(), "web", "web");
        scene.pod(web, 1, 0, "READY", "READY", "");
        scene.asSystem(() -> deployments.restart(web.id()));
        scene.asSystem(() -> deployments.scale(web.id(), 3));
        scene.pod(web, 2, 1, "READY", "READY", "");
        scene.pod(web, 2, 2, "PENDING", "WARNING", "CrashLoop");
        scene.pod(web, 2, 3, "ENDED", "ERROR", "Ended");
        rows.update(
                "UPDATE deployment SET status_state = 'DEGRADED', status_message = '2 of 3', observed_generation = 3 WHERE id = ?",
                web.id());
        rows.update(
                "UPDATE rollout SET state = 'ROLLED_BACK', reason = 'It ended three times.' WHERE deployment_id = ?",
                web.id());
        Overview overview = scene.asSystem(() -> overviews.of(project.id()));
        DeploymentCard card = overview.deployments().getFirst();
        ServiceLine line = card.services().getFirst();
        assertThat(card)
                .isEqualTo(new DeploymentCard(
                        web.id(),
                        web.uid(),
                        "web",
                        web.labels(),
                        2,
                        "demo:1",
                        "DEGRADED",
                        3,
                        2,
                        List.of(
                                new Ring(
                                        List.of(2),
                                        List.of(new Slice(PodStatus.READY, 1), new Slice(PodStatus.WARNING, 1))),
                                new Ring(List.of(1), List.of(new Slice(PodStatus.READY, 1)))),
                        Optional.of("2 of 3"),
                        Optional.of("Read the last log lines of the pod, then correct the configuration."),
                        Optional.of(new Setback(2, RolloutState.ROLLED_BACK, Optional.of("It ended three times."))),
                        List.of(line),
                        false,
                        false,
                        3,
                        3,
                        web.createdAt()));
        assertThat(line.routes()).containsExactly(new RouteLine(route.id(), "web", route.url(), 100, false));
        assertThat(overview.loose()).extracting(ServiceLine::name).containsExactly("lonely");
        assertThat(overview.recent().getFirst().reason()).isEqualTo("ScaledUp");
        assertThat(overview.project()).isEqualTo(scene.asSystem(() -> projects.view(project.id())));
    }

    @Test
    void theRingBesideTheCurrentOneNamesAllRevisionsThatAreLeft() {
        ProjectView project = scene.project();
        DeploymentView web = scene.deployment(project.id(), "web");
        scene.pod(web, 1, 0, "READY", "READY", "");
        scene.asSystem(() -> deployments.restart(web.id()));
        scene.pod(web, 2, 1, "READY", "READY", "");
        scene.pod(web, 2, 2, "PENDING", "PENDING", "");
        scene.asSystem(() -> deployments.restart(web.id()));
        Overview overview = scene.asSystem(() -> overviews.of(project.id()));
        assertThat(overview.deployments().getFirst().rings())
                .containsExactly(
                        new Ring(List.of(3), List.of()),
                        new Ring(
                                List.of(1, 2),
                                List.of(new Slice(PodStatus.READY, 2), new Slice(PodStatus.PENDING, 1))));
    }

    @Test
    void asksTheDatabaseAsOftenForManyAsForOne() {
        ProjectView small = filled(1);
        ProjectView large = filled(12);
        long forOne = statements(() -> overviews.of(small.id()));
        long forMany = statements(() -> overviews.of(large.id()));
        assertThat(forMany).isEqualTo(forOne).isLessThanOrEqualTo(14);
        assertThat(statements(() -> deployments.list(large.id())))
                .isEqualTo(statements(() -> deployments.list(small.id())));
        assertThat(statements(() -> pods.ofProject(large.id())))
                .isEqualTo(statements(() -> pods.ofProject(small.id())));
    }

    @Test
    void tellsAPodsHistory() {
        ProjectView project = scene.project();
        DeploymentView web = scene.deployment(project.id(), "web");
        String ended = scene.pod(web, 1, 0, "ENDED", "ERROR", "Ended");
        rows.update(
                "UPDATE pod SET exit_code = 137, out_of_memory = TRUE, last_log = 'last words' WHERE uid = ?", ended);
        String live = scene.pod(web, 1, 0, "READY", "READY", "");
        rows.update("UPDATE pod SET exit_code = 137, out_of_memory = TRUE, restarts = 1 WHERE uid = ?", live);
        PodView view = scene.asSystem(() -> pods.view(live));
        assertThat(view.name()).isEqualTo("web-0");
        assertThat(view.attempt()).isEqualTo(2);
        assertThat(view.phase()).isEqualTo(PodPhase.READY);
        assertThat(view.reason()).isEmpty();
        assertThat(view.exitCode()).as("it has not ended").isEmpty();
        assertThat(view.outOfMemory()).isFalse();
        assertThat(view.previous())
                .contains(new PodView.Previous(137, true, Optional.empty(), Optional.empty(), Optional.empty()));
        List<PodView> attempts = scene.asSystem(() -> pods.attempts(live));
        assertThat(attempts).extracting(PodView::uid).containsExactly(live, ended);
        assertThat(attempts.get(1).exitCode()).contains(137);
        assertThat(attempts.get(1).outOfMemory()).isTrue();
        assertThat(attempts.get(1).lastLog()).contains("last words");
        assertThat(scene.asSystem(() -> pods.ofDeployment(web.id())))
                .extracting(PodView::uid)
                .containsExactly(live);
        rows.update("UPDATE pod SET removed_at = UTC_TIMESTAMP(6) WHERE uid = ?", ended);
        assertThat(scene.asSystem(() -> pods.view(live)).previous())
                .as("somebody deleted the one before it")
                .isEmpty();
    }

    /** In one look, as a look at each says. */
    @Test
    void allThatOneMaySeeIsVisibleAndNothingElse() {
        ProjectView own = scene.project();
        ProjectView others = scene.project();
        Identity viewer = scene.member(own.id(), Role.VIEWER);
        List<ProjectView> seen = scene.as(Optional.of(viewer), () -> projects.visible());
        assertThat(seen).containsExactly(scene.as(Optional.of(viewer), () -> projects.view(own.id())));
        assertThat(seen.getFirst().role()).isEqualTo(Role.VIEWER);
        Identity stranger = scene.account();
        assertThat(scene.as(Optional.of(stranger), () -> projects.visible())).isEmpty();
        List<ProjectView> all = scene.asSystem(() -> projects.visible());
        assertThat(all)
                .extracting(ProjectView::id)
                .contains(own.id(), others.id())
                .doesNotHaveDuplicates();
        assertThat(all).extracting(ProjectView::role).containsOnly(Role.OWNER);
        assertThat(all).extracting(ProjectView::name).isSorted();
    }

    @Test
    void listsTheProjectsOfAMember() {
        ProjectView project = filled(2);
        scene.project();
        Identity viewer = scene.member(project.id(), Role.VIEWER);
        List<ProjectCard> mine = scene.as(Optional.of(viewer), () -> projects.mine());
        assertThat(mine).hasSize(1);
        ProjectCard card = mine.getFirst();
        assertThat(card)
                .isEqualTo(new ProjectCard(
                        project.id(),
                        project.name(),
                        project.displayName(),
                        2,
                        2,
                        0,
                        2,
                        card.lastChange(),
                        false,
                        Role.VIEWER));
        assertThat(card.lastChange()).isAfterOrEqualTo(project.createdAt());
    }

    private ProjectView filled(int count) {
        ProjectView project = scene.project();
        for (int i = 0; i < count; i++) {
            DeploymentView deployment = scene.deployment(project.id(), "web" + i);
            scene.service(project.id(), "web" + i);
            scene.route(project.id(), "web" + i, "web" + i);
            scene.pod(deployment, 1, 0, "READY", "READY", "");
        }
        return project;
    }

    private long statements(Supplier<Object> work) {
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        long before = statistics.getPrepareStatementCount();
        scene.asSystem(() -> transactions.read(work));
        return statistics.getPrepareStatementCount() - before;
    }
}
