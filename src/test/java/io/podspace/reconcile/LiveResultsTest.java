package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.DeploymentView;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.platform.Transactions;
import io.podspace.project.ProjectView;
import io.podspace.reconcile.KeptResults.Key;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Last results of checks on a node that does not act, on the real database. */
@Tag("server")
@ArquillianTest
class LiveResultsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Resource(lookup = "java:jboss/datasources/PodSpace")
    DataSource database;

    @Inject
    LiveResults results;

    @Inject
    Transactions transactions;

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(LiveResultsTest.class);
    }

    @Test
    void whatTheNodeThatActsWroteDownIsShown() throws SQLException {
        scene.quiet();
        ProjectView project = scene.project();
        DeploymentView web = scene.deployment(project.id(), "web");
        String uid = scene.pod(web, 1, 0, "READY", "READY", "");
        long pod = rows.number("SELECT id FROM pod WHERE uid = ?", uid);
        Result first = result(200, "fine");
        write(Map.of(key(pod), first), Set.of());
        assertThat(results.of(pod)).isEqualTo(Map.of("router-1", List.of(first)));
        Result second = result(500, "out of order");
        write(Map.of(key(pod), second), Set.of());
        assertThat(results.of(pod)).isEqualTo(Map.of("router-1", List.of(second)));
        Result wordless = result(200, "");
        write(Map.of(key(pod), wordless), Set.of());
        assertThat(results.of(pod)).isEqualTo(Map.of("router-1", List.of(wordless)));
        write(Map.of(), Set.of(key(pod)));
        assertThat(results.of(pod)).isEmpty();
    }

    private void write(Map<Key, Result> what, Set<Key> gone) {
        transactions.write(() -> {
            try (Connection connection = database.getConnection()) {
                ResultSql.write(connection, what);
                ResultSql.remove(connection, gone);
                return true;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Key key(long pod) {
        return new Key(pod, "router-1", Role.READINESS);
    }

    private static Result result(int status, String text) {
        boolean passed = status == 200;
        return new Result(
                Role.READINESS,
                passed ? Verdict.PASSING : Verdict.FAILING,
                passed ? 3 : 0,
                passed ? 0 : 3,
                passed,
                status,
                7,
                NOW,
                text);
    }
}
