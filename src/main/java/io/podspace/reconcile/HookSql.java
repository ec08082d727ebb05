package io.podspace.reconcile;

import io.podspace.deployment.Hook;
import io.podspace.deployment.Hook.Moment;
import io.podspace.deployment.HookState;
import io.podspace.placement.Request;
import io.podspace.platform.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The loop's statements about hooks. */
final class HookSql {
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_LOG = 16_000;

    private HookSql() {}

    /** Those of the newest rollout, and those of older ones that still run. */
    static List<HookRow> load(Connection connection, long deployment) throws SQLException {
        String sql = "SELECT h.*, r.to_revision FROM rollout_hook h JOIN rollout r ON r.id = h.rollout_id"
                + " WHERE h.deployment_id = ? AND (h.state = 'RUNNING'"
                + " OR h.rollout_id = (SELECT MAX(id) FROM rollout WHERE deployment_id = ?)) ORDER BY h.id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, deployment);
            statement.setLong(2, deployment);
            try (ResultSet row = statement.executeQuery()) {
                List<HookRow> hooks = new ArrayList<>();
                while (row.next()) {
                    hooks.add(hook(row));
                }
                return hooks;
            }
        }
    }

    private static HookRow hook(ResultSet row) throws SQLException {
        return new HookRow(
                row.getLong("id"),
                row.getLong("rollout_id"),
                row.getInt("to_revision"),
                Moment.valueOf(row.getString("moment")),
                Json.read(row.getString("hook"), Hook.class),
                HookState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("host_id", Long.class)),
                new Request(row.getInt("cpu_request_millis"), row.getLong("memory_request_bytes")),
                Optional.ofNullable(row.getString("container_id")),
                time(row, "begun_at"),
                time(row, "started_at"),
                time(row, "ended_at"),
                new Ending(
                        Optional.ofNullable(row.getObject("exit_code", Integer.class)),
                        row.getBoolean("out_of_memory"),
                        Optional.ofNullable(row.getString("last_log")).orElse(""),
                        Optional.ofNullable(row.getString("end_reason")).orElse("")));
    }

    static void update(Connection connection, List<HookRow> hooks) throws SQLException {
        String sql = "UPDATE rollout_hook SET state = ?, host_id = ?, container_id = ?, begun_at = ?, started_at = ?,"
                + " cpu_request_millis = ?, memory_request_bytes = ?, ended_at = ?, exit_code = ?, out_of_memory = ?, last_log = ?, end_reason = ? WHERE id = ?";
        for (HookRow hook : hooks) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, hook.state().name());
                statement.setObject(2, hook.host().orElse(null));
                statement.setString(3, hook.container().orElse(null));
                statement.setObject(4, utc(hook.begun()));
                statement.setObject(5, utc(hook.started()));
                statement.setInt(6, hook.request().cpuMillis());
                statement.setLong(7, hook.request().memoryBytes());
                statement.setObject(8, utc(hook.ended()));
                statement.setObject(9, hook.ending().exitCode().orElse(null));
                statement.setBoolean(10, hook.ending().outOfMemory());
                statement.setString(11, Text.fit(hook.ending().lastLog(), LONGEST_LOG));
                statement.setString(12, Text.fit(hook.ending().reason(), LONGEST_REASON));
                statement.setLong(13, hook.id());
                statement.executeUpdate();
            }
        }
    }

    private static LocalDateTime utc(Optional<Instant> instant) {
        return instant.map(at -> LocalDateTime.ofInstant(at, ZoneOffset.UTC)).orElse(null);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }
}
