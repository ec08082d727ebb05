package io.podspace.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Pods that are rows only: ready as far as the database says. Nobody acts meanwhile, since the lease is held by this. */
final class SimulatedRows implements AutoCloseable {
    private static final String PODS = """
            INSERT INTO pod (uid, deployment_id, slot, attempt, revision_id, phase, status, reason, address, created_at,
                started_at, ready_at, resource_version)
            SELECT UUID(), d.id, s.seq - 1, 1, r.id, 'READY', 'READY', '', CONCAT('10.0.', s.seq DIV 250, '.', s.seq % 250),
                UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 1
            FROM seq_1_to_100 s, deployment d JOIN revision r ON r.deployment_id = d.id JOIN project p ON p.id = d.project_id
            WHERE p.name = ?""";

    private final Connection connection;

    SimulatedRows(String url, String password) throws SQLException {
        connection = DriverManager.getConnection(url, "podspace", password);
    }

    /** Takes the lease, so that no loop makes containers of the rows or removes them. */
    void stopActing() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    UPDATE lease SET holder = 'bench', epoch = epoch + 1, expires_at = UTC_TIMESTAMP(6) + INTERVAL 1 DAY""");
        }
    }

    /** A hundred for each deployment of the project. */
    int podsOf(String project) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PODS)) {
            statement.setString(1, project);
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
