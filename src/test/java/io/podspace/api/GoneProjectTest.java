package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A project goes while somebody reads it: administrators may read all, so nothing else says that it is not there. */
@Tag("server")
@ArquillianTest
class GoneProjectTest {
    private static final long PATIENCE_MILLIS = 10_000;

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    @Inject
    Projects projects;

    @Inject
    Transactions transactions;

    @Inject
    Namespaces namespaces;

    @Inject
    Watches watches;

    @Inject
    Resources resources;

    private ProjectView project;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(GoneProjectTest.class);
    }

    @BeforeEach
    void makeProject() {
        scene.quiet();
        project = scene.project();
    }

    @Test
    void itIsNotFoundWhoeverAsks() {
        remove();
        for (Supplier<?> call : List.<Supplier<?>>of(
                () -> projects.view(project.id()),
                () -> projects.rename(project.id(), "other"),
                () -> run(() -> projects.delete(project.id(), project.name())))) {
            assertThatThrownBy(() -> scene.asSystem(call))
                    .isInstanceOfSatisfying(PodSpaceException.class, fault -> assertThat(fault.code())
                            .isEqualTo(ErrorCode.NOT_FOUND));
        }
        assertThat(scene.asSystem(() -> namespaces.list(Resources.NAMESPACES)))
                .noneMatch(namespace -> Trees.uid(namespace).equals(project.uid()));
    }

    /** With its project, and before anybody could see it gone alone. */
    @Test
    void whatWasInItIsToldAsDeleted() throws InterruptedException {
        scene.deployment(project.id(), "web");
        Target target = Target.of(List.of("apps", "v1", "namespaces", project.name(), "deployments"), false, Map.of());
        Feed feed = watches.feed(resources.find(target), Place.OneProject.of(project));
        try {
            Feed.Listener listener = feed.join(-1, null, object -> true).orElseThrow();
            assertThat(listener.next(PATIENCE_MILLIS).type()).isEqualTo(Change.Type.ADDED);
            remove();
            Change gone = listener.next(PATIENCE_MILLIS);
            assertThat(gone.type()).isEqualTo(Change.Type.DELETED);
            assertThat(gone.object().at("/metadata/name").asText()).isEqualTo("web");
        } finally {
            feed.release();
        }
    }

    private static Object run(Runnable work) {
        work.run();
        return work;
    }

    /** As reconcilers do when all is done, in one transaction. */
    private void remove() {
        scene.asSystem(() -> transactions.write(() -> {
            rows.update("DELETE FROM deployment WHERE project_id = ?", project.id());
            return rows.update("DELETE FROM project WHERE id = ?", project.id());
        }));
    }
}
