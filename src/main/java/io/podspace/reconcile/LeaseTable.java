package io.podspace.reconcile;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * The lease's row. Only the database's clock decides whether it has expired; the epoch grows with every take-over, also
 * when the same holder comes back after an expiry.
 */
@ApplicationScoped
class LeaseTable {
    static final String NAME = "control";
    static final int SECONDS = 10;

    @Resource(lookup = "java:jboss/datasources/PodSpace")
    DataSource database;

    /** @return whether the lease was still ours and is now good for {@link #SECONDS} more */
    boolean renew(String holder, long epoch) throws SQLException {
        return change(
                "UPDATE lease SET expires_at = UTC_TIMESTAMP(6) + INTERVAL " + SECONDS + " SECOND"
                        + " WHERE name = ? AND holder = ? AND epoch = ? AND expires_at > UTC_TIMESTAMP(6)",
                NAME,
                holder,
                epoch);
    }

    /** @return the new epoch; empty while somebody else's lease runs */
    OptionalLong take(String holder) throws SQLException {
        change("INSERT IGNORE INTO lease (name, holder, epoch, expires_at) VALUES (?, '', 0, UTC_TIMESTAMP(6))", NAME);
        boolean taken = change(
                "UPDATE lease SET holder = ?, epoch = epoch + 1, expires_at = UTC_TIMESTAMP(6) + INTERVAL " + SECONDS
                        + " SECOND WHERE name = ? AND expires_at <= UTC_TIMESTAMP(6)",
                holder,
                NAME);
        return taken ? epochOf(holder) : OptionalLong.empty();
    }

    /** Lets the next holder take over at once. */
    void release(String holder, long epoch) throws SQLException {
        change(
                "UPDATE lease SET expires_at = UTC_TIMESTAMP(6) WHERE name = ? AND holder = ? AND epoch = ?",
                NAME,
                holder,
                epoch);
    }

    private OptionalLong epochOf(String holder) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT epoch FROM lease WHERE name = ? AND holder = ?")) {
            statement.setString(1, NAME);
            statement.setString(2, holder);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? OptionalLong.of(result.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private boolean change(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate() == 1;
        }
    }
}
