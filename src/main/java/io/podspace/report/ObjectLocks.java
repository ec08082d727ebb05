package io.podspace.report;

import io.podspace.platform.Changed.Topic;
import io.podspace.platform.ResourceVersions;
import io.podspace.platform.Transactions;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/**
 * Locks rows of objects for the public API, so that the state from which a change was made is compared where the change
 * is written. Call it in the transaction that writes, before anything is read that the change depends on. Editors.
 */
@ApplicationScoped
public class ObjectLocks {
    private static final String HOLD = "SELECT id, uid, resource_version, managed_fields FROM %s WHERE %s FOR UPDATE";

    @PersistenceContext
    EntityManager entities;

    @Inject
    Rows rows;

    @Inject
    ResourceVersions versions;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    /**
     * The row of an object of a project, locked until the transaction ends.
     *
     * @return empty when there is none
     */
    public Optional<HeldRow> hold(long project, Topic kind, String name) {
        return transactions.write(() -> {
            permissions.require(project, Permission.EDIT);
            forget();
            String where = "project_id = ?1 AND name = ?2" + ObjectReports.only(kind);
            return first(rows.select(HOLD.formatted(ObjectReports.table(kind), where), project, name));
        });
    }

    /** The row of the project itself, locked until the transaction ends. */
    public HeldRow holdProject(long project) {
        return transactions.write(() -> {
            permissions.require(project, Permission.EDIT);
            forget();
            return first(rows.select(HOLD.formatted("project", "id = ?1"), project))
                    .orElseThrow();
        });
    }

    /**
     * Keeps who set which field of an object. That is a change of the object, as far as its resource version goes.
     *
     * @param project of the object; of a project its own id
     * @param managedFields JSON; empty: nobody
     */
    public void manage(long project, Topic kind, long id, Optional<String> managedFields) {
        transactions.write(() -> {
            permissions.require(project, Permission.EDIT);
            entities.flush(); // rows before the number: see ResourceVersions
            String table = kind == Topic.PROJECT ? "project" : ObjectReports.table(kind);
            String owner = kind == Topic.PROJECT ? "id" : "project_id";
            entities.createNativeQuery(
                            "UPDATE %s SET managed_fields = ?1, resource_version = ?2 WHERE id = ?3 AND %s = ?4"
                                    .formatted(table, owner))
                    .setParameter(1, managedFields.orElse(null))
                    .setParameter(2, versions.next())
                    .setParameter(3, id)
                    .setParameter(4, project)
                    .executeUpdate();
        });
    }

    /** What was read before the lock may be older than the row, and would be handed out again. */
    private void forget() {
        entities.flush();
        entities.clear();
    }

    private static Optional<HeldRow> first(List<Row> found) {
        return found.stream()
                .map(row -> new HeldRow(
                        row.number("id"),
                        row.text("uid"),
                        row.number("resource_version"),
                        row.maybeText("managed_fields")))
                .findFirst();
    }
}
