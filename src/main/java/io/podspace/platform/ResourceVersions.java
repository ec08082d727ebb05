package io.podspace.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The numbers by which a watcher knows what it has seen. Whoever has read up to number n must never find a smaller one
 * later, so numbers have to grow in the order in which changes become <em>visible</em>, that is, in which transactions
 * commit. An auto-increment or a sequence numbers changes when they are written: the later writer may commit first. Here
 * the number comes from a single row that stays locked until the commit, so whoever takes a number also commits before
 * anybody takes the next. The price is that such commits queue up; therefore the number is taken as the last thing in a
 * transaction. For entities {@link ResourceVersionStamps} sees to that.
 */
@ApplicationScoped
public class ResourceVersions {
    /**
     * Takes a number for a row changed by plain SQL or a bulk statement. Call it in a transaction, after every other
     * row has been locked or changed: a row locked after the number may end in a deadlock.
     *
     * @return greater than every number that is visible or will become visible before this transaction
     */
    public long next() {
        try (Connection connection = DataSources.podspace().getConnection()) {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException("a resource version is taken within a transaction");
            }
            return take(connection, 1);
        } catch (SQLException e) {
            throw new PodSpaceException(ErrorCode.DATABASE, "The database did not number a change.", e);
        }
    }

    /** @return the first of {@code count} consecutive numbers */
    static long take(Connection connection, int count) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "UPDATE resource_counter SET value = LAST_INSERT_ID(value + %d) WHERE id = 1".formatted(count));
            try (ResultSet result = statement.executeQuery("SELECT LAST_INSERT_ID()")) {
                result.next();
                return result.getLong(1) - count + 1;
            }
        }
    }
}
