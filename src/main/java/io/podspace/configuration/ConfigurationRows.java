package io.podspace.configuration;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.Json;
import io.podspace.platform.PodSpaceException;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import io.podspace.security.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds rows of config maps and secrets, asks for the caller's permission, seals and opens their values. */
@ApplicationScoped
class ConfigurationRows {
    /** No project has this id: asking for permission on it is answered as for any other that is not there. */
    private static final long NOWHERE = 0;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Permissions permissions;

    @Inject
    Secrets secrets;

    /** @throws PodSpaceException NOT_FOUND, FORBIDDEN */
    Configuration visible(long id, Permission least) {
        permissions.require(projectOf(id), least);
        return rows.find(Configuration.class, id);
    }

    /**
     * The row, locked until the transaction ends. Editors.
     *
     * @throws PodSpaceException NOT_FOUND, FORBIDDEN
     */
    Configuration locked(long id) {
        permissions.require(projectOf(id), Permission.EDIT);
        Configuration row = rows.find(Configuration.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw new PodSpaceException(ErrorCode.NOT_FOUND, "It has just been removed.");
        }
        return row;
    }

    Optional<Configuration> find(long projectId, ConfigurationKind kind, String name) {
        return rows.createQuery(
                        "SELECT c FROM Configuration c WHERE c.projectId = :project AND c.kind = :kind AND c.name = :name",
                        Configuration.class)
                .setParameter("project", projectId)
                .setParameter("kind", kind)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    List<Configuration> all(long projectId, ConfigurationKind kind) {
        return rows.createQuery(
                        "SELECT c FROM Configuration c WHERE c.projectId = :project AND c.kind = :kind ORDER BY c.name",
                        Configuration.class)
                .setParameter("project", projectId)
                .setParameter("kind", kind)
                .getResultList();
    }

    byte[] sealed(Configuration row, Map<String, String> values) {
        return secrets.seal(Json.write(values).getBytes(StandardCharsets.UTF_8), context(row));
    }

    /** In the user's order. */
    Map<String, String> values(Configuration row) {
        return Json.readMap(new String(secrets.open(row.sealedData(), context(row)), StandardCharsets.UTF_8));
    }

    private static String context(Configuration row) {
        return "configuration/" + row.uid();
    }

    private long projectOf(long id) {
        return rows.createQuery("SELECT c.projectId FROM Configuration c WHERE c.id = :id", Long.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElse(NOWHERE);
    }
}
