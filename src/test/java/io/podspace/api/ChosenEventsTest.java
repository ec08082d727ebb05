package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.project.ProjectView;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events of one object are found among all of its project, not among the newest. */
@Tag("server")
@ArquillianTest
class ChosenEventsTest {
    private static final int MANY = 600;
    private static final String UID = "11111111-2222-4333-8444-555555555555";
    private static final List<String> CORE = List.of("v1", "namespaces");
    private static final List<String> NEWER = List.of("events.k8s.io", "v1", "namespaces");

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    @Inject
    Reader reader;

    @Inject
    Resources resources;

    private ProjectView project;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(ChosenEventsTest.class);
    }

    /** What an old deployment did once, and a busy service very often since. */
    @BeforeEach
    void makeEvents() {
        scene.quiet();
        project = scene.project();
        event("DEPLOYMENT", UID, "old", "ERROR", "Crashed", 1);
        event("DEPLOYMENT", UID, "old", "NORMAL", "PodsReady", 1);
        event("SERVICE", null, "busy", "NORMAL", "Moved", MANY);
    }

    @Test
    void anObjectIsFoundWhateverElseHappenedSince() {
        assertThat(reasons(CORE, "")).hasSize(EventSubjects.NEWEST).containsOnly("Moved");
        assertThat(reasons(CORE, "involvedObject.name=old")).containsExactlyInAnyOrder("Crashed", "PodsReady");
        assertThat(reasons(CORE, "involvedObject.uid=" + UID)).containsExactlyInAnyOrder("Crashed", "PodsReady");
        assertThat(reasons(CORE, "involvedObject.kind=Deployment,reason=Crashed"))
                .containsExactly("Crashed");
        assertThat(reasons(NEWER, "regarding.kind=Deployment")).containsExactlyInAnyOrder("Crashed", "PodsReady");
        assertThat(reasons(NEWER, "regarding.name=old,reportingController=test"))
                .containsExactlyInAnyOrder("Crashed", "PodsReady");
    }

    @Test
    void soIsWhatIsNotOfAKind() {
        assertThat(reasons(CORE, "involvedObject.kind!=Service,involvedObject.kind!=Namespace"))
                .containsExactlyInAnyOrder("Crashed", "PodsReady");
        assertThat(reasons(CORE, "type!=Normal")).containsExactly("Crashed");
        assertThat(reasons(CORE, "type=Warning")).containsExactly("Crashed");
        assertThat(reasons(CORE, "reason!=Moved,involvedObject.name!=" + project.name()))
                .containsExactlyInAnyOrder("Crashed", "PodsReady");
    }

    /** With the selector that kubectl describe pod sends. */
    @Test
    void aPodHasItsOwnAndNoOthers() {
        String first = "11111111-2222-4333-8444-000000000001";
        String next = "11111111-2222-4333-8444-000000000002";
        event("POD", first, "old-0", "WARNING", "PodEnded", 1);
        event("POD", next, "old-0", "NORMAL", "Created", 1);
        String described =
                "involvedObject.uid=%s,involvedObject.name=old-0,involvedObject.namespace=%s,involvedObject.kind=Pod";
        assertThat(reasons(CORE, described.formatted(first, project.name()))).containsExactly("PodEnded");
        assertThat(reasons(CORE, described.formatted(next, project.name()))).containsExactly("Created");
        assertThat(reasons(CORE, "involvedObject.name=old-0,involvedObject.kind=Pod"))
                .containsExactlyInAnyOrder("Created", "PodEnded");
        assertThat(reasons(CORE, "involvedObject.name=old,involvedObject.kind=Deployment"))
                .containsExactlyInAnyOrder("Crashed", "PodsReady");
        project = scene.project();
        assertThat(reasons(CORE, "involvedObject.uid=" + first)).isEmpty();
    }

    /** What the console's lists of the deployment leave out is among the newest of the project. */
    @Test
    void theNewestHaveThoseOfPods() {
        event("POD", "11111111-2222-4333-8444-000000000001", "old-0", "NORMAL", "Created", 1);
        assertThat(reasons(CORE, "")).hasSize(EventSubjects.NEWEST).contains("Created", "Moved");
        assertThat(reasons(NEWER, "")).hasSize(EventSubjects.NEWEST).contains("Created", "Moved");
    }

    /** So that a watch of the newest hears of it. */
    @Test
    void whatHappensAgainIsAmongTheNewest() {
        assertThat(reasons(CORE, "")).doesNotContain("Crashed");
        rows.update("UPDATE activity SET times = 2, last_at = UTC_TIMESTAMP(6) WHERE reason = 'Crashed'");
        assertThat(reasons(CORE, "")).hasSize(EventSubjects.NEWEST).contains("Crashed");
        assertThat(reasons(NEWER, "")).hasSize(EventSubjects.NEWEST).contains("Crashed");
    }

    @Test
    void wordsAreComparedAsTheyAreWritten() {
        assertThat(reasons(CORE, "involvedObject.name=OLD")).isEmpty();
        assertThat(reasons(CORE, "reason!=moved,involvedObject.name=busy")).hasSize(EventSubjects.NEWEST);
        assertThat(reasons(CORE, "involvedObject.kind=Node")).isEmpty();
    }

    private void event(String kind, String uid, String name, String severity, String reason, int times) {
        rows.update("""
                INSERT INTO activity (project_id, object_kind, object_uid, object_name, severity, reason, message, actor,
                    first_at, last_at)
                SELECT ?, ?, ?, ?, ?, ?, CONCAT('Number ', seq), 'test', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
                FROM seq_1_to_%d""".formatted(times), project.id(), kind, uid, name, severity, reason);
    }

    private List<String> reasons(List<String> root, String selector) {
        List<String> path = new ArrayList<>(root);
        path.addAll(List.of(project.name(), "events"));
        Target target = Target.of(path, root.equals(CORE), Map.of("fieldSelector", selector));
        return scene.asSystem(() -> reader.list(resources.find(target), target)).objects().stream()
                .map(event -> event.path("reason").asText())
                .toList();
    }
}
