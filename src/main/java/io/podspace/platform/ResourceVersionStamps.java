package io.podspace.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.action.spi.BeforeTransactionCompletionProcess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Numbers every inserted or changed {@link Versioned} entity when its transaction is about to commit: after the last
 * flush, when all rows of the transaction are locked already, so that the counter's lock is held for a moment only and
 * never waits for a row. (A JPA callback would be too early: it runs before the rows are written.)
 */
final class ResourceVersionStamps implements PostInsertEventListener, PostUpdateEventListener {
    private final Map<EventSource, Map<Object, Row>> changed = new ConcurrentHashMap<>();

    private record Row(String table, Object id) {}

    @Override
    public void onPostInsert(PostInsertEvent event) {
        remember(event.getSession(), event.getEntity(), event.getPersister(), event.getId());
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        remember(event.getSession(), event.getEntity(), event.getPersister(), event.getId());
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private void remember(EventSource session, Object entity, EntityPersister persister, Object id) {
        if (entity instanceof Versioned) {
            changed.computeIfAbsent(session, this::watch).put(entity, new Row(persister.getIdentifierTableName(), id));
        }
    }

    private Map<Object, Row> watch(EventSource session) {
        BeforeTransactionCompletionProcess stamp = this::stamp;
        session.getActionQueue().registerProcess(stamp);
        session.getActionQueue().registerProcess((committed, ended) -> changed.remove(session));
        return Collections.synchronizedMap(new IdentityHashMap<>());
    }

    private void stamp(SharedSessionContractImplementor session) {
        Map<Object, Row> rows = changed.remove(session);
        if (rows != null) {
            session.doWork(connection -> stamp(connection, rows));
        }
    }

    private static void stamp(Connection connection, Map<Object, Row> rows) throws SQLException {
        long version = ResourceVersions.take(connection, rows.size());
        for (Map.Entry<Object, Row> entry : rows.entrySet()) {
            Row row = entry.getValue();
            String sql = "UPDATE " + row.table() + " SET resource_version = ? WHERE id = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, version);
                statement.setObject(2, row.id());
                statement.executeUpdate();
            }
            ((Versioned) entry.getKey()).resourceVersion(version++);
        }
    }
}
