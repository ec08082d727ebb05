package io.podspace.reconcile;

import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Staging;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The loop's statements about rollouts. */
final class RolloutSql {
    private static final int LONGEST_REASON = 1000;

    private RolloutSql() {}

    /** The one that is not over. */
    static Optional<RolloutRow> open(Connection connection, long deployment) throws SQLException {
        String sql =
                "SELECT id, from_revision, to_revision, state, reason, points, started_at, progress_at, completed_at,"
                        + " stage, stage_since, weight"
                        + " FROM rollout WHERE deployment_id = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, deployment);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String reason = row.getString("reason");
                return Optional.of(new RolloutRow(
                        row.getLong("id"),
                        number(row, "from_revision"),
                        row.getInt("to_revision"),
                        RolloutState.valueOf(row.getString("state")),
                        reason == null ? "" : reason,
                        row.getInt("points"),
                        time(row, "started_at").orElseThrow(),
                        time(row, "progress_at").orElseThrow(),
                        time(row, "completed_at"),
                        Optional.empty(),
                        new Staging(number(row, "stage"), time(row, "stage_since"), number(row, "weight"))));
            }
        }
    }

    static void update(Connection connection, RolloutRow row) throws SQLException {
        String sql = "UPDATE rollout SET state = ?, reason = ?, points = ?, progress_at = ?, completed_at = ?,"
                + " ended_at = ?, stage = ?, stage_since = ?, weight = ? WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, row.state().name());
            statement.setString(2, row.reason().isEmpty() ? null : Text.fit(row.reason(), LONGEST_REASON));
            statement.setInt(3, row.points());
            statement.setObject(4, utc(row.progress()));
            statement.setObject(5, row.completed().map(RolloutSql::utc).orElse(null));
            statement.setObject(6, row.ended().map(RolloutSql::utc).orElse(null));
            statement.setObject(7, row.staging().stage().orElse(null));
            statement.setObject(8, row.staging().since().map(RolloutSql::utc).orElse(null));
            statement.setObject(9, row.staging().weight().orElse(null));
            statement.setLong(10, row.id());
            statement.executeUpdate();
        }
    }

    /** The wish itself changes: the reconciler goes back in the user's name, so users' changes see a new version. */
    static void goTo(Connection connection, long deployment, int revision) throws SQLException {
        String sql = "UPDATE deployment SET revision_number = ?, generation = generation + 1, version = version + 1"
                + " WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, revision);
            statement.setLong(2, deployment);
            statement.executeUpdate();
        }
    }

    /** Forgets old revisions beyond the limit; those that any pod's row still names go another time. */
    static void forgetRevisions(Connection connection, Wanted wanted) throws SQLException {
        String sql = "DELETE FROM revision WHERE deployment_id = ? AND number <> ?"
                + " AND id NOT IN (SELECT revision_id FROM pod WHERE deployment_id = ?)"
                + " AND number <= COALESCE((SELECT number FROM (SELECT number FROM revision WHERE deployment_id = ?"
                + " AND number <> ? ORDER BY number DESC LIMIT 1 OFFSET ?) AS beyond), 0)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, wanted.deployment());
            statement.setInt(2, wanted.revisionNumber());
            statement.setLong(3, wanted.deployment());
            statement.setLong(4, wanted.deployment());
            statement.setInt(5, wanted.revisionNumber());
            statement.setInt(6, wanted.strategy().revisionHistoryLimit());
            statement.executeUpdate();
        }
    }

    private static Optional<Integer> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Integer.class));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }
}
