package io.podspace.reconcile;

import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Statements about last results of checks. */
final class ResultSql {
    private static final String COLUMNS =
            "pod_id, said_by, role, verdict, passes, fails, passed, status, millis, ran_at, words";
    private static final int LONGEST_WORDS = 255;

    private ResultSql() {}

    static Map<KeptResults.Key, Result> all(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + COLUMNS + " FROM check_result")) {
            return read(statement);
        }
    }

    static Map<KeptResults.Key, Result> of(Connection connection, long pod) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM check_result WHERE pod_id = ?")) {
            statement.setLong(1, pod);
            return read(statement);
        }
    }

    private static Map<KeptResults.Key, Result> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            Map<KeptResults.Key, Result> found = new HashMap<>();
            while (row.next()) {
                Role role = Role.valueOf(row.getString("role"));
                found.put(
                        new KeptResults.Key(row.getLong("pod_id"), row.getString("said_by"), role),
                        new Result(
                                role,
                                Verdict.valueOf(row.getString("verdict")),
                                row.getInt("passes"),
                                row.getInt("fails"),
                                row.getBoolean("passed"),
                                row.getInt("status"),
                                row.getInt("millis"),
                                row.getObject("ran_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                                row.getString("words")));
            }
            return found;
        }
    }

    static void write(Connection connection, Map<KeptResults.Key, Result> results) throws SQLException {
        String sql = "REPLACE INTO check_result (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<KeptResults.Key, Result> each : results.entrySet()) {
                Result result = each.getValue();
                statement.setLong(1, each.getKey().pod());
                statement.setString(2, each.getKey().by());
                statement.setString(3, result.role().name());
                statement.setString(4, result.verdict().name());
                statement.setInt(5, result.passes());
                statement.setInt(6, result.fails());
                statement.setBoolean(7, result.passed());
                statement.setInt(8, result.status());
                statement.setInt(9, result.millis());
                statement.setObject(10, LocalDateTime.ofInstant(result.at(), ZoneOffset.UTC));
                statement.setString(11, Text.cut(result.text(), LONGEST_WORDS));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void remove(Connection connection, Set<KeptResults.Key> keys) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM check_result WHERE pod_id = ? AND said_by = ? AND role = ?")) {
            for (KeptResults.Key key : keys) {
                statement.setLong(1, key.pod());
                statement.setString(2, key.by());
                statement.setString(3, key.role().name());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
