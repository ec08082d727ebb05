package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.deployment.DeploymentView;
import io.podspace.project.ProjectView;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is being deleted says since when, which is not when it was made. */
@Tag("server")
@ArquillianTest
class DeletionTimesTest {
    private static final List<String> TABLES = List.of("deployment", "service", "route");

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    @Inject
    Writer writer;

    @Inject
    Reader reader;

    @Inject
    Resources resources;

    private ProjectView project;
    private DeploymentView web;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(DeletionTimesTest.class);
    }

    /** All is a day old. */
    @BeforeEach
    void makeProject() {
        scene.quiet();
        project = scene.project();
        web = scene.deployment(project.id(), "web");
        scene.service(project.id(), "web");
        scene.route(project.id(), "web", "web");
        TABLES.forEach(table -> rows.update(
                "UPDATE " + table + " SET created_at = created_at - INTERVAL 1 DAY WHERE project_id = ?",
                project.id()));
        rows.update("UPDATE project SET created_at = created_at - INTERVAL 1 DAY WHERE id = ?", project.id());
    }

    @Test
    void anObjectSaysWhenItsDeletionWasAskedFor() {
        for (Target one : List.of(
                target("apis/apps/v1/namespaces/%s/deployments/web"),
                target("api/v1/namespaces/%s/services/web"),
                target("apis/networking.k8s.io/v1/namespaces/%s/ingresses/web"))) {
            assertThat(metadata(one).has("deletionTimestamp")).isFalse();
            Instant asked = delete(one, OptionalInt.empty());
            assertSince(metadata(one), asked);
            assertThat(metadata(one).path("deletionGracePeriodSeconds").asInt(-1))
                    .isZero();
        }
    }

    @Test
    void askingAgainChangesNothing() {
        Target one = target("apis/apps/v1/namespaces/%s/deployments/web");
        delete(one, OptionalInt.empty());
        rows.update("UPDATE deployment SET deleting_at = deleting_at - INTERVAL 1 HOUR WHERE id = ?", web.id());
        JsonNode before = metadata(one);
        delete(one, OptionalInt.empty());
        assertThat(metadata(one)).isEqualTo(before);
    }

    /** With all that is in it. Namespaces are given no grace. */
    @Test
    void aNamespaceDoesToo() {
        Target namespace = target("api/v1/namespaces/%s");
        Instant asked = delete(namespace, OptionalInt.empty());
        assertSince(metadata(namespace), asked);
        assertThat(metadata(namespace).has("deletionGracePeriodSeconds")).isFalse();
        assertSince(metadata(target("apis/apps/v1/namespaces/%s/deployments/web")), asked);
    }

    @Test
    void aPodSaysSoAtOnceAndWhatItIsGiven() {
        scene.pod(web, 1, 0, "READY", "READY", null);
        scene.pod(web, 1, 1, "READY", "READY", null);
        rows.update(
                "UPDATE pod SET created_at = created_at - INTERVAL 1 DAY, started_at = created_at,"
                        + " resource_version = 1 WHERE deployment_id = ?",
                web.id());
        Target given = target("api/v1/namespaces/%s/pods/web-0");
        Instant asked = delete(given, OptionalInt.of(3));
        assertSince(metadata(given), asked);
        assertThat(metadata(given).path("deletionGracePeriodSeconds").asInt()).isEqualTo(3);
        assertThat(metadata(given).path("resourceVersion").asLong()).isGreaterThan(1);
        Target other = target("api/v1/namespaces/%s/pods/web-1");
        delete(other, OptionalInt.empty());
        assertThat(metadata(other).path("deletionGracePeriodSeconds").asInt()).isEqualTo(10);
    }

    /** A pod that leaves since its deployment shrinks was deleted by nobody. */
    @Test
    void aPodThatLeavesByItselfSaysSinceWhen() {
        scene.pod(web, 1, 0, "DRAINING", "TERMINATING", null);
        rows.update(
                "UPDATE pod SET created_at = created_at - INTERVAL 1 DAY, draining_at = '2026-01-02 03:04:05.6'"
                        + " WHERE deployment_id = ?",
                web.id());
        JsonNode meta = metadata(target("api/v1/namespaces/%s/pods/web-0"));
        assertThat(meta.path("deletionTimestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
    }

    private static void assertSince(JsonNode meta, Instant asked) {
        Instant since = Instant.parse(meta.path("deletionTimestamp").asText());
        assertThat(since).isBetween(asked.truncatedTo(ChronoUnit.SECONDS), Instant.now());
    }

    /** @return a moment just before */
    private Instant delete(Target one, OptionalInt graceSeconds) {
        Instant asked = Instant.now();
        scene.asSystem(() -> writer.delete(resources.find(one), one, Preconditions.NONE, graceSeconds));
        return asked;
    }

    private JsonNode metadata(Target one) {
        ObjectNode object = scene.asSystem(() -> reader.get(resources.find(one), one));
        return object.path("metadata");
    }

    private Target target(String address) {
        List<String> path = List.of(address.formatted(project.name()).split("/"));
        return Target.of(path.subList(1, path.size()), path.getFirst().equals("api"), Map.of());
    }
}
