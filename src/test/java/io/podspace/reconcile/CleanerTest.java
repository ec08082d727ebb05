package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.project.ProjectView;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
@ArquillianTest
class CleanerTest {
    private static final String UID = "11111111-2222-4333-8444-555555555555";

    @Inject
    Cleaner cleaner;

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    private ProjectView project;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(CleanerTest.class);
    }

    @Test
    void stepsOfPodsAreKeptForADayAndAllElseLonger() {
        scene.quiet();
        project = scene.project();
        event("POD", null, "OldStep", 25);
        event("POD", null, "Step", 23);
        event("POD", UID, "PodEnded", 25);
        event("DEPLOYMENT", null, "PodsReady", 25);
        event("DEPLOYMENT", null, "NotOld", 90 * 24 - 1);
        event("DEPLOYMENT", null, "Old", 90 * 24 + 1);
        cleaner.clean();
        assertThat(count("OldStep")).isZero();
        assertThat(count("Step")).isOne();
        assertThat(count("PodEnded")).isOne();
        assertThat(count("PodsReady")).isOne();
        assertThat(count("NotOld")).isOne();
        assertThat(count("Old")).isZero();
    }

    /** One that goes on stays, however old it is. */
    @Test
    void theNewestHundredRolloutsOfADeploymentAreKept() {
        scene.quiet();
        project = scene.project();
        long web = scene.deployment(project.id(), "web").id();
        long other = scene.deployment(project.id(), "other").id();
        rollout(web, false);
        for (int i = 0; i < 103; i++) {
            rollout(web, true);
        }
        rollout(other, true);
        cleaner.clean();
        assertThat(rollouts(web)).isEqualTo(101);
        assertThat(rows.number("SELECT COUNT(*) FROM rollout WHERE deployment_id = ? AND ended_at IS NULL", web))
                .isOne();
        assertThat(rollouts(other)).isOne();
    }

    private void rollout(long deployment, boolean over) {
        rows.update(
                "INSERT INTO rollout (deployment_id, to_revision, state, cause, started_by, started_at, progress_at, ended_at)"
                        + " VALUES (?, 1, ?, 'words', 'test', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), "
                        + (over ? "UTC_TIMESTAMP(6)" : "NULL") + ")",
                deployment,
                over ? "COMPLETE" : "PAUSED");
    }

    private long rollouts(long deployment) {
        return rows.number("SELECT COUNT(*) FROM rollout WHERE deployment_id = ?", deployment);
    }

    private void event(String kind, String owner, String reason, int hoursAgo) {
        rows.update(
                "INSERT INTO activity (project_id, object_kind, object_uid, object_name, owner_uid, severity, reason, message,"
                        + " actor, times, first_at, last_at) VALUES (?, ?, ?, 'web-0', ?, 'NORMAL', ?, 'words', 'test', 1,"
                        + " UTC_TIMESTAMP(6) - INTERVAL ? HOUR, UTC_TIMESTAMP(6) - INTERVAL ? HOUR)",
                project.id(),
                kind,
                UID,
                owner,
                reason,
                hoursAgo,
                hoursAgo);
    }

    private long count(String reason) {
        return rows.number("SELECT COUNT(*) FROM activity WHERE project_id = ? AND reason = ?", project.id(), reason);
    }
}
