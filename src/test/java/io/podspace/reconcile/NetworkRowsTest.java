package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who writes a project's subnet, and when its row may go, on the real database. */
@Tag("server")
@ArquillianTest
class NetworkRowsTest {
    @Inject
    NetworkRows networks;

    @Inject
    Projects projects;

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    private ProjectView project;
    private long epoch;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(NetworkRowsTest.class);
    }

    @BeforeEach
    void prepare() {
        scene.quiet();
        project = scene.project();
        epoch = rows.number("SELECT epoch FROM lease WHERE name = ?", LeaseTable.NAME);
    }

    @Test
    void aSubnetBelongsToOneProjectAndIsWrittenUnderTheEpoch() {
        String mine = subnet();
        assertThat(networks.assign(epoch - 1, project.id(), Optional.empty(), mine))
                .isFalse();
        assertThat(networks.assign(epoch, project.id(), Optional.of("10.0.0.0/24"), mine))
                .isFalse();
        assertThat(networks.assign(epoch, project.id(), Optional.empty(), mine)).isTrue();
        assertThat(networks.load(project.id()).orElseThrow().subnet()).contains(mine);
        assertThat(networks.subnets()).contains(mine);
        assertThat(networks.assign(epoch, project.id(), Optional.empty(), subnet()))
                .isFalse();
        assertThat(networks.assign(epoch, scene.project().id(), Optional.empty(), mine))
                .isFalse();
        String other = subnet();
        assertThat(networks.assign(epoch, project.id(), Optional.of(mine), other))
                .isTrue();
        assertThat(networks.subnets()).contains(other).doesNotContain(mine);
    }

    @Test
    void onlyNewsAreTold() {
        long before = told();
        networks.say(epoch, project.id(), Optional.of("The pool is used up."));
        networks.say(epoch, project.id(), Optional.of("The pool is used up."));
        assertThat(told()).isEqualTo(before + 1);
        assertThat(networks.load(project.id()).orElseThrow().message()).contains("The pool is used up.");
        networks.say(epoch - 1, project.id(), Optional.empty());
        assertThat(networks.load(project.id()).orElseThrow().message()).isPresent();
        networks.say(epoch, project.id(), Optional.empty());
        networks.say(epoch, project.id(), Optional.empty());
        assertThat(told()).isEqualTo(before + 2);
        networks.say(epoch, project.id(), Optional.of("x".repeat(2_000)));
        assertThat(networks.load(project.id()).orElseThrow().message().orElseThrow())
                .hasSize(500);
    }

    @Test
    void theRowGoesOnlyWhenTheProjectIsBeingDeleted() {
        scene.deployment(project.id(), "web");
        networks.remove(epoch, project.id());
        assertThat(networks.load(project.id())).isPresent();
        scene.asSystem(() -> {
            projects.delete(project.id(), project.name());
            return null;
        });
        assertThat(networks.load(project.id()).orElseThrow().empty()).isFalse();
        assertThat(networks.assign(epoch, project.id(), Optional.empty(), subnet()))
                .isFalse();
        ProjectView empty = scene.project();
        scene.asSystem(() -> {
            projects.delete(empty.id(), empty.name());
            return null;
        });
        assertThat(networks.load(empty.id()).orElseThrow().empty()).isTrue();
        networks.remove(epoch - 1, empty.id());
        assertThat(networks.load(empty.id())).isPresent();
        networks.remove(epoch, empty.id());
        assertThat(networks.load(empty.id())).isEmpty();
    }

    private long told() {
        return rows.number("SELECT COUNT(*) FROM activity WHERE object_uid = ?", project.uid());
    }

    private static String subnet() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "10.%d.%d.0/24".formatted(random.nextInt(256), random.nextInt(256));
    }
}
