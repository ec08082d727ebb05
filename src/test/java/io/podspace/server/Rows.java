package io.podspace.server;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Plain SQL for tests inside of the server, in the caller's transaction if there is one. */
@ApplicationScoped
public class Rows {
    @Resource(lookup = "java:jboss/datasources/PodSpace")
    DataSource source;

    public int update(String sql, Object... parameters) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column to the second, in the order of the rows. */
    public Map<Long, Long> pairs(String sql, Object... parameters) {
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

    public long number(String sql, Object... parameters) {
        return pairs("SELECT 0, (" + sql + ")", parameters).get(0L);
    }

    /** Names of the tables that hold a text anywhere, in whatever column. */
    public Set<String> tablesWith(String text) {
        Set<String> found = new TreeSet<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            if (text(rows.getObject(i)).contains(text)) {
                                found.add(table);
                            }
                        }
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static String text(Object value) throws SQLException {
        Object plain = value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : value;
        return plain instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : Objects.toString(plain);
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SHOW TABLES")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
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
