package io.podspace.reconcile;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Forgets what nobody looks at any more, so that the database does not grow for good. Of attempts that ended the last few of
 * each slot are kept for a day, for whoever looks for the reason; and so are the steps of single pods, which their
 * deployment's list does not show. All else that happened is kept for 90 days (Kubernetes keeps its events for an hour), and
 * of rollouts the newest hundred of a deployment, which are what can be read of them.
 */
@ApplicationScoped
public class Cleaner {
    private static final Logger LOG = System.getLogger(Cleaner.class.getName());
    private static final String OLD_ATTEMPTS = """
            DELETE pod FROM pod JOIN (
                SELECT id, ROW_NUMBER() OVER (PARTITION BY deployment_id, slot ORDER BY attempt DESC) AS age
                FROM pod WHERE phase = 'ENDED') old ON old.id = pod.id
            WHERE pod.ended_at < UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE
              AND (old.age > 10 OR pod.ended_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY)""";
    private static final String OLD_STEPS = """
            DELETE FROM activity WHERE object_kind = 'POD' AND owner_uid IS NULL
              AND last_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY""";
    private static final String OLD_EVENTS =
            "DELETE FROM activity WHERE last_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY ORDER BY last_at LIMIT 10000";
    private static final String OLD_ROLLOUTS = """
            DELETE rollout FROM rollout JOIN (
                SELECT id, ROW_NUMBER() OVER (PARTITION BY deployment_id ORDER BY id DESC) AS age FROM rollout) old
              ON old.id = rollout.id
            WHERE old.age > 100 AND rollout.ended_at IS NOT NULL""";

    @Inject
    Lease lease;

    @Resource(lookup = "java:jboss/datasources/PodSpace")
    DataSource database;

    /** Cleans up once, if this node may act. */
    public void run() {
        if (lease.epoch().isPresent()) {
            clean();
        }
    }

    void clean() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(OLD_ATTEMPTS);
            statement.executeUpdate(OLD_STEPS);
            statement.executeUpdate(OLD_EVENTS);
            statement.executeUpdate(OLD_ROLLOUTS);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "Old attempts, events and rollouts were not removed; the next clean-up will.", e);
        }
    }
}
