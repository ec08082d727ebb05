package io.podspace.server;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Plain SQL for tests inside of the server, in the caller's transaction if there is one. */
@ApplicationScoped
public class Rows {
    @Resource(lookup = "java:jboss/datasources/PodSpace")
    DataSource source;

    int update(String sql, Object... parameters) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column to the second, in the order of the rows. */
    Map<Long, Long> pairs(String sql, Object... parameters) {
        Map<Long, Long> pairs = new LinkedHashMap<>();
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                pairs.put(rows.getLong(1), rows.getLong(2));
            }
            return pairs;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String sql, Object... parameters) {
        return pairs("SELECT 0, (" + sql + ")", parameters).get(0L);
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
