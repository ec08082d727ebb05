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
        cleaner.clean();
        assertThat(count("OldStep")).isZero();
        assertThat(count("Step")).isOne();
        assertThat(count("PodEnded")).isOne();
        assertThat(count("PodsReady")).isOne();
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
