package io.podspace.reconcile;

import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.Strategy;
import io.podspace.platform.Json;
import io.podspace.reconcile.DeploymentStatus.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The loop's statements about deployments. */
final class DeploymentSql {
    private static final int LONGEST_MESSAGE = 1000;

    /** A revision as stored. */
    record SealedTemplate(int number, String template, byte[] environment) {}

    private DeploymentSql() {}

    static Optional<Wanted> wanted(Connection connection, long deployment) throws SQLException {
        String sql = "SELECT d.uid, d.name, d.project_id, p.name, r.id, r.number, r.template, d.replicas, d.deleting,"
                + " d.paused, d.generation, d.observed_generation, d.status_state, d.status_message, d.strategy,"
                + " r.image_digest"
                + " FROM deployment d JOIN project p ON p.id = d.project_id"
                + " JOIN revision r ON r.deployment_id = d.id AND r.number = d.revision_number WHERE d.id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, deployment);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(wanted(deployment, row)) : Optional.empty();
            }
        }
    }

    private static Wanted wanted(long deployment, ResultSet row) throws SQLException {
        String message = row.getString(14);
        return new Wanted(
                deployment,
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                row.getInt(6),
                template(row.getString(7), row.getString(16)),
                row.getInt(8),
                row.getBoolean(9),
                row.getBoolean(10),
                Strategy.read(row.getString(15)),
                Map.of(),
                Optional.empty(),
                List.of(),
                row.getLong(11),
                row.getLong(12),
                new DeploymentStatus(State.valueOf(row.getString(13)), message == null ? "" : message));
    }

    /** @param revisions row ids, at least one */
    static Map<Long, Wanted.Made> made(Connection connection, Set<Long> revisions) throws SQLException {
        String ids = revisions.stream().map(String::valueOf).collect(Collectors.joining(","));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, number, template, image_digest FROM revision WHERE id IN (" + ids + ")")) {
            Map<Long, Wanted.Made> made = new HashMap<>();
            while (row.next()) {
                made.put(row.getLong(1), new Wanted.Made(row.getInt(2), template(row.getString(3), row.getString(4))));
            }
            return made;
        }
    }

    /** Where the digest is known, its pods run that and nothing else. */
    private static PodTemplate template(String json, String digest) {
        return Json.read(json, PodTemplate.class).pinned(digest);
    }

    /** The first one stays. @return the one that stays */
    static String pin(Connection connection, long revision, String digest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE revision SET image_digest = COALESCE(image_digest, ?) WHERE id = ?")) {
            statement.setString(1, digest);
            statement.setLong(2, revision);
            statement.executeUpdate();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT image_digest FROM revision WHERE id = ?")) {
            statement.setLong(1, revision);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : digest;
            }
        }
    }

    /** The row id of a revision by its number; none when it is forgotten. */
    static Optional<Long> revision(Connection connection, long deployment, int number) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id FROM revision WHERE deployment_id = ? AND number = ?")) {
            statement.setLong(1, deployment);
            statement.setInt(2, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    static Optional<SealedTemplate> sealed(Connection connection, long revision) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT number, template, sealed_environment FROM revision WHERE id = ?")) {
            statement.setLong(1, revision);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new SealedTemplate(row.getInt(1), row.getString(2), row.getBytes(3)))
                        : Optional.empty();
            }
        }
    }

    /** Holds a take-over up until the commit. @return false when somebody has taken over, or may by now */
    static boolean lockLease(Connection connection, long epoch) throws SQLException {
        String sql = "SELECT 1 FROM lease WHERE name = ? AND epoch = ? AND expires_at > UTC_TIMESTAMP(6)"
                + " LOCK IN SHARE MODE";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, LeaseTable.NAME);
            statement.setLong(2, epoch);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** @return false when the wish is not the one that was planned for */
    static boolean lock(Connection connection, Wanted wanted) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT generation, deleting FROM deployment WHERE id = ? FOR UPDATE")) {
            statement.setLong(1, wanted.deployment());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getLong(1) == wanted.generation() && row.getBoolean(2) == wanted.deleting();
            }
        }
    }

    /** The status has its own writer, so the version that guards the user's changes stays as it is. */
    static void say(Connection connection, Wanted wanted, DeploymentStatus status) throws SQLException {
        String sql = "UPDATE deployment SET status_state = ?, status_message = ?, observed_generation = ? WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, status.state().name());
            statement.setString(2, Text.fit(status.message(), LONGEST_MESSAGE));
            statement.setLong(3, wanted.generation());
            statement.setLong(4, wanted.deployment());
            statement.executeUpdate();
        }
    }

    static void number(Connection connection, long version, long deployment) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE deployment SET resource_version = ? WHERE id = ?")) {
            statement.setLong(1, version);
            statement.setLong(2, deployment);
            statement.executeUpdate();
        }
    }

    static void remove(Connection connection, long deployment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM deployment WHERE id = ?")) {
            statement.setLong(1, deployment);
            statement.executeUpdate();
        }
    }
}
