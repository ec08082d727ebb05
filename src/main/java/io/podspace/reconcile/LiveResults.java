package io.podspace.reconcile;

import io.podspace.health.Result;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.service.RotationView;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Last results of checks, on any node: the one that acts hears them from the proxies and writes them down, the others read
 * that, and so does one that has taken over and not heard yet. Asks nobody.
 */
@ApplicationScoped
public class LiveResults {
    private final KeptResults kept = new KeptResults();
    private long epoch;

    @Resource(lookup = "java:jboss/datasources/PodSpace")
    DataSource database;

    @Inject
    Transactions transactions;

    @Inject
    RotationView view;

    @Inject
    Lease lease;

    @Inject
    Clock clock;

    /** By the proxy's name. @param pod row id of the attempt */
    public Map<String, List<Result>> of(long pod) {
        Map<String, List<Result>> heard = lease.epoch().isPresent() ? view.results(pod) : Map.of();
        if (!heard.isEmpty()) {
            return heard;
        }
        Map<String, List<Result>> found = new TreeMap<>();
        on(connection -> ResultSql.of(connection, pod))
                .forEach((key, result) ->
                        found.computeIfAbsent(key.by(), by -> new ArrayList<>()).add(result));
        return found;
    }

    /** Writes down what is due, if this node may act. */
    public synchronized void run() {
        OptionalLong now = lease.epoch();
        if (now.isPresent()) {
            keep(now.getAsLong(), clock.instant());
        }
    }

    private void keep(long current, Instant now) {
        if (epoch != current) {
            kept.load(on(ResultSql::all), now);
            epoch = current;
        }
        Map<KeptResults.Key, Result> heard = new HashMap<>();
        view.results()
                .forEach((pod, proxies) -> proxies.forEach((by, results) ->
                        results.forEach(result -> heard.put(new KeptResults.Key(pod, by, result.role()), result))));
        KeptResults.Due due = kept.due(heard, now);
        if (due.writes().isEmpty() && due.gone().isEmpty()) {
            return;
        }
        boolean written = transactions.write(() -> on(connection -> {
            boolean ours = DeploymentSql.lockLease(connection, current);
            if (ours) {
                ResultSql.write(connection, due.writes());
                ResultSql.remove(connection, due.gone());
            }
            return ours;
        }));
        if (written) {
            kept.done(due, now);
        }
    }

    private interface Job<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T on(Job<T> job) {
        try (Connection connection = database.getConnection()) {
            return job.on(connection);
        } catch (SQLException e) {
            throw new PodSpaceException(ErrorCode.DATABASE, "The database did not answer about checks.", e);
        }
    }
}
