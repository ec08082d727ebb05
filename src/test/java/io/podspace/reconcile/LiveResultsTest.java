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
import io.podspace.service.ProxyState;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.service.RotationView;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
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
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ROUNDS = 10;

    @Resource(lookup = "java:jboss/datasources/PodSpace")
    DataSource database;

    @Inject
    LiveResults results;

    @Inject
    Transactions transactions;

    @Inject
    LeaseTable leases;

    @Inject
    Clock clock;

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

    /** Two nodes on one database, as far as results of checks go: one acts and hears proxies, the other has only the rows. */
    private final class Node {
        final Lease lease = new Lease();
        final RotationView view = new RotationView();
        final LiveResults results = new LiveResults();

        Node() {
            lease.table = leases;
            results.database = database;
            results.transactions = transactions;
            results.view = view;
            results.lease = lease;
            results.clock = clock;
        }

        /** The server's own loop asks for it too, and may be quicker once. */
        void takesTheLease() throws Exception {
            for (int i = 0; i < ROUNDS && lease.epoch().isEmpty(); i++) {
                rows.update("UPDATE lease SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 MICROSECOND");
                lease.start(() -> {});
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (lease.epoch().isEmpty() && System.nanoTime() < end) {
                    LockSupport.parkNanos(1_000_000);
                }
                if (lease.epoch().isEmpty()) {
                    lease.stop();
                }
            }
            assertThat(lease.epoch()).isPresent();
        }

        void hears(long pod, Result result) {
            ProxyTable table = new ProxyTable(
                    List.of(),
                    List.of(),
                    List.of(new Backend(
                            "r1",
                            Protocol.HTTP,
                            Algorithm.ROUND_ROBIN,
                            false,
                            List.of(new Endpoint(pod, "10.0.0.7", 8080, 1, Wish.SERVE)))),
                    List.of());
            view.telling(RotationView.ROUTERS, "router-1", table);
            view.told(
                    RotationView.ROUTERS,
                    "router-1",
                    table,
                    new ProxyState.Seen(List.of(), Map.of(pod, List.of(result)), List.of(), 0, NOW));
        }
    }

    @Test
    void aNodeThatDoesNotActShowsWithTheNextTickWhatTheOtherHears() throws Exception {
        scene.quiet();
        DeploymentView web = scene.deployment(scene.project().id(), "web");
        long pod = rows.number("SELECT id FROM pod WHERE uid = ?", scene.pod(web, 1, 0, "READY", "READY", ""));
        Node one = new Node();
        Node other = new Node();
        try {
            one.takesTheLease();
            one.hears(pod, result(200, "fine"));
            tick(one, other);
            assertThat(other.results.of(pod)).isEqualTo(Map.of("router-1", List.of(result(200, "fine"))));
            one.hears(pod, result(500, "out of order"));
            other.hears(pod, result(200, "long ago"));
            tick(one, other);
            assertThat(other.results.of(pod))
                    .as("it does not act, so what it heard once is not shown, and not written")
                    .isEqualTo(Map.of("router-1", List.of(result(500, "out of order"))));
            assertThat(one.results.of(pod)).isEqualTo(other.results.of(pod));

            one.lease.stop();
            Node next = new Node();
            next.takesTheLease();
            assertThat(next.results.of(pod))
                    .as("it acts, and has not heard yet")
                    .isEqualTo(Map.of("router-1", List.of(result(500, "out of order"))));
            next.hears(pod, result(200, "fine again"));
            tick(one, other, next);
            next.lease.stop();
            assertThat(one.results.of(pod)).isEqualTo(Map.of("router-1", List.of(result(200, "fine again"))));
        } finally {
            scene.quiet();
        }
    }

    /** The schedule runs it on every node, every five seconds. */
    private static void tick(Node... nodes) {
        for (Node node : nodes) {
            node.results.run();
        }
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
