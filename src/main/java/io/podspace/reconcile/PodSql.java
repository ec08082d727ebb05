package io.podspace.reconcile;

import io.podspace.placement.Request;
import io.podspace.placement.Usage;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The loop's statements about pods. Times are stored in UTC, whatever the zone of server or session. */
final class PodSql {
    private static final int LONGEST_MESSAGE = 2000;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_LOG = 16_000;
    private static final String COLUMNS = "id, uid, slot, attempt, revision_id, cpu_request_millis,"
            + " memory_request_bytes, host_id, phase, container_id, address, restarts, failures, not_before,"
            + " exit_code, out_of_memory, last_log, end_reason, created_at, started_at, ready_at, draining_at, ended_at,"
            + " status, reason, message, serving, pull_percent";

    private PodSql() {}

    static List<PodRow> load(Connection connection, long deployment, Set<Long> seen) throws SQLException {
        String ended = seen.isEmpty()
                ? ""
                : " OR id IN (" + seen.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
        String sql = "SELECT " + COLUMNS + " FROM pod WHERE deployment_id = ? AND (phase <> 'ENDED'" + ended
                + ") ORDER BY slot, attempt";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, deployment);
            try (ResultSet row = statement.executeQuery()) {
                List<PodRow> pods = new ArrayList<>();
                while (row.next()) {
                    pods.add(pod(row));
                }
                return pods;
            }
        }
    }

    /** Attempts that somebody wants gone and that are not gone yet, by row id. */
    static Map<Long, Removal> removals(Connection connection, long deployment) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id, removed_by, removal_grace FROM pod WHERE deployment_id = ?"
                        + " AND removed_by IS NOT NULL AND phase <> 'ENDED'")) {
            statement.setLong(1, deployment);
            try (ResultSet row = statement.executeQuery()) {
                Map<Long, Removal> removals = new HashMap<>();
                while (row.next()) {
                    Integer grace = row.getObject(3, Integer.class);
                    removals.put(
                            row.getLong(1),
                            new Removal(row.getString(2), grace == null ? OptionalInt.empty() : OptionalInt.of(grace)));
                }
                return removals;
            }
        }
    }

    /** Of pods, and of hooks that run. */
    static Map<Long, Usage> usage(Connection connection) throws SQLException {
        String sql = "SELECT host_id, COUNT(*), SUM(cpu_request_millis), SUM(memory_request_bytes) FROM ("
                + "SELECT host_id, cpu_request_millis, memory_request_bytes FROM pod"
                + " WHERE phase <> 'ENDED' AND host_id IS NOT NULL UNION ALL"
                + " SELECT host_id, cpu_request_millis, memory_request_bytes FROM rollout_hook"
                + " WHERE state = 'RUNNING' AND host_id IS NOT NULL) AS held GROUP BY host_id";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            Map<Long, Usage> usage = new HashMap<>();
            while (row.next()) {
                usage.put(row.getLong(1), new Usage(row.getInt(2), row.getLong(3), row.getLong(4)));
            }
            return usage;
        }
    }

    /** One statement for all. @return the rows with ids, in the order given */
    static List<PodRow> insert(Connection connection, long deployment, List<PodRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Integer, Integer> attempts = attempts(connection, deployment);
        List<PodRow> numbered = rows.stream()
                .map(row -> row.written(0, UUID.randomUUID().toString(), attempts.getOrDefault(row.slot(), 0) + 1))
                .toList();
        String sql = "INSERT INTO pod (uid, deployment_id, slot, attempt, revision_id, cpu_request_millis,"
                + " memory_request_bytes, host_id, phase, restarts, failures, not_before, exit_code, out_of_memory,"
                + " last_log, end_reason, created_at, status, reason, message, resource_version) VALUES "
                + Stream.generate(() -> "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0)")
                        .limit(rows.size())
                        .collect(Collectors.joining(","))
                + " RETURNING id, slot";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Values values = new Values(statement);
            for (PodRow row : numbered) {
                values.next(row.uid());
                values.next(deployment);
                values.next(row.slot());
                values.next(row.attempt());
                values.next(row.revision());
                values.next(row.request().cpuMillis());
                values.next(row.request().memoryBytes());
                values.next(row.host().orElse(null));
                values.next(row.phase().name());
                values.next(row.restarts());
                values.next(row.failures());
                values.time(row.notBefore());
                ending(values, row.ending());
                values.time(Optional.of(row.times().created()));
                values.next(row.display().status().name());
                values.next(Text.fit(row.display().reason(), LONGEST_MESSAGE));
                values.next(Text.fit(row.display().message(), LONGEST_MESSAGE));
            }
            Map<Integer, Long> ids = new HashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    ids.put(result.getInt(2), result.getLong(1));
                }
            }
            return numbered.stream()
                    .map(row -> row.written(ids.get(row.slot()), row.uid(), row.attempt()))
                    .toList();
        }
    }

    private static Map<Integer, Integer> attempts(Connection connection, long deployment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT slot, MAX(attempt) FROM pod WHERE deployment_id = ? GROUP BY slot")) {
            statement.setLong(1, deployment);
            try (ResultSet row = statement.executeQuery()) {
                Map<Integer, Integer> attempts = new HashMap<>();
                while (row.next()) {
                    attempts.put(row.getInt(1), row.getInt(2));
                }
                return attempts;
            }
        }
    }

    static void update(Connection connection, List<PodRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = "UPDATE pod SET host_id = ?, phase = ?, container_id = ?, address = ?, exit_code = ?,"
                + " out_of_memory = ?, last_log = ?, end_reason = ?, started_at = ?, ready_at = ?, draining_at = ?, ended_at = ?,"
                + " status = ?, reason = ?, message = ?, serving = ?, pull_percent = ?, version = version + 1"
                + " WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (PodRow row : rows) {
                Values values = new Values(statement);
                values.next(row.host().orElse(null));
                values.next(row.phase().name());
                values.next(row.container().orElse(null));
                values.next(row.address().orElse(null));
                ending(values, row.ending());
                values.time(row.times().started());
                values.time(row.times().ready());
                values.time(row.times().draining());
                values.time(row.times().ended());
                values.next(row.display().status().name());
                values.next(Text.fit(row.display().reason(), LONGEST_MESSAGE));
                values.next(Text.fit(row.display().message(), LONGEST_MESSAGE));
                values.next(row.display().serving());
                values.next(row.display().pullPercent().orElse(null));
                values.next(row.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void number(Connection connection, long version, List<PodRow> created, List<PodRow> changed)
            throws SQLException {
        String ids = Stream.concat(created.stream(), changed.stream())
                .map(row -> Long.toString(row.id()))
                .collect(Collectors.joining(","));
        if (!ids.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "UPDATE pod SET resource_version = %d WHERE id IN (%s)".formatted(version, ids));
            }
        }
    }

    /** @return whether it was not on record before */
    static boolean preStop(Connection connection, long pod) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE pod SET pre_stop_at = UTC_TIMESTAMP(6) WHERE id = ? AND pre_stop_at IS NULL")) {
            statement.setLong(1, pod);
            return statement.executeUpdate() == 1;
        }
    }

    static void removeAll(Connection connection, long deployment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM pod WHERE deployment_id = ?")) {
            statement.setLong(1, deployment);
            statement.executeUpdate();
        }
    }

    private static void ending(Values values, Ending ending) throws SQLException {
        values.next(ending.exitCode().orElse(null));
        values.next(ending.outOfMemory());
        values.next(Text.fit(ending.lastLog(), LONGEST_LOG));
        values.next(Text.fit(ending.reason(), LONGEST_REASON));
    }

    private static PodRow pod(ResultSet row) throws SQLException {
        return new PodRow(
                row.getLong("id"),
                row.getString("uid"),
                row.getInt("slot"),
                row.getInt("attempt"),
                row.getLong("revision_id"),
                new Request(row.getInt("cpu_request_millis"), row.getLong("memory_request_bytes")),
                Optional.ofNullable(row.getObject("host_id", Long.class)),
                PodPhase.valueOf(row.getString("phase")),
                Optional.ofNullable(row.getString("container_id")),
                Optional.ofNullable(row.getString("address")),
                row.getInt("restarts"),
                row.getInt("failures"),
                time(row, "not_before"),
                new Ending(
                        Optional.ofNullable(row.getObject("exit_code", Integer.class)),
                        row.getBoolean("out_of_memory"),
                        text(row, "last_log"),
                        text(row, "end_reason")),
                new PodRow.Times(
                        time(row, "created_at").orElseThrow(),
                        time(row, "started_at"),
                        time(row, "ready_at"),
                        time(row, "draining_at"),
                        time(row, "ended_at")),
                new Display(
                        PodStatus.valueOf(row.getString("status")),
                        text(row, "reason"),
                        text(row, "message"),
                        row.getBoolean("serving"),
                        Optional.ofNullable(row.getObject("pull_percent", Integer.class))));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    /** Fills a statement from left to right. */
    private static final class Values {
        private final PreparedStatement statement;
        private int at;

        Values(PreparedStatement statement) {
            this.statement = statement;
        }

        void next(Object value) throws SQLException {
            statement.setObject(++at, value);
        }

        void time(Optional<Instant> value) throws SQLException {
            next(value.map(instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC))
                    .orElse(null));
        }
    }
}
