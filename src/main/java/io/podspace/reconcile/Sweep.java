package io.podspace.reconcile;

import io.podspace.host.HostKeeper;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import javax.sql.DataSource;

/** Offers everything there is. Signals only make things quick; that nothing is forgotten is the sweep's work. */
@ApplicationScoped
public class Sweep {
    private static final Logger LOG = System.getLogger(Sweep.class.getName());

    private final AtomicBoolean asked = new AtomicBoolean();

    @Inject
    ReconcileQueue queue;

    @Inject
    Lease lease;

    @Inject
    HostKeeper hosts;

    @Inject
    ProjectReconciler projects;

    @Resource(lookup = "java:jboss/datasources/PodSpace")
    DataSource database;

    /** Sweeps soon, on another thread; several requests are one. */
    void requested() {
        if (asked.compareAndSet(false, true)) {
            Thread.ofVirtual().name("sweep").start(() -> {
                asked.set(false);
                run();
            });
        }
    }

    /** Offers every deployment and every project, also those that only hosts know of, and the routers, if this node may act. */
    public void run() {
        if (lease.epoch().isEmpty()) {
            return;
        }
        try {
            ids("SELECT id FROM project ORDER BY id", Work.OfProject::new).forEach(queue::offer);
            ids("SELECT id FROM deployment ORDER BY id", Work.OfDeployment::new).forEach(queue::offer);
            hosts.deploymentsSeen().forEach(id -> queue.offer(new Work.OfDeployment(id)));
            projects.onHosts().forEach(id -> queue.offer(new Work.OfProject(id)));
            queue.offer(new Work.OfRouters());
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The sweep could not read what there is; the next one will.", e);
        }
    }

    private List<Work> ids(String sql, LongFunction<Work> work) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Work> found = new ArrayList<>();
            while (result.next()) {
                found.add(work.apply(result.getLong(1)));
            }
            return found;
        }
    }
}
