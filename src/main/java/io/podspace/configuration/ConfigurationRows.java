package io.podspace.configuration;

import io.podspace.platform.Changing;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.Json;
import io.podspace.platform.PodSpaceException;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import io.podspace.security.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds rows of config maps and secrets, asks for the caller's permission, seals and opens their values. */
@ApplicationScoped
class ConfigurationRows {
    /** No project has this id: asking for permission on it is answered as for any other that is not there. */
    private static final long NOWHERE = 0;

    private static final String BINARY = "/binary";

    @PersistenceContext
    EntityManager rows;

    @Inject
    Permissions permissions;

    @Inject
    Event<Changing> changing;

    @Inject
    Secrets secrets;

    /** @throws PodSpaceException NOT_FOUND, FORBIDDEN */
    Configuration visible(long id, Permission least) {
        permissions.require(projectOf(id), least);
        // Between two statements it may go.
        return Optional.ofNullable(rows.find(Configuration.class, id))
                .orElseThrow(() -> new PodSpaceException(ErrorCode.NOT_FOUND, "It has just been removed."));
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
        changing.fire(new Changing(row.projectId(), row.kind().topic(), id, row.name(), false));
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

    List<Configuration> named(long projectId, ConfigurationKind kind, Collection<String> names) {
        return rows.createQuery(
                        "SELECT c FROM Configuration c WHERE c.projectId = :project AND c.kind = :kind"
                                + " AND c.name IN :names ORDER BY c.name",
                        Configuration.class)
                .setParameter("project", projectId)
                .setParameter("kind", kind)
                .setParameter("names", names)
                .getResultList();
    }

    void seal(Configuration row, Values values) {
        row.seal(
                sealed(values.texts(), context(row)),
                values.binary().isEmpty()
                        ? Optional.empty()
                        : Optional.of(sealed(values.binary(), context(row) + BINARY)));
    }

    /** In the user's order. */
    Values values(Configuration row) {
        return new Values(
                open(row.sealedData(), context(row)),
                row.sealedBinary()
                        .map(bytes -> open(bytes, context(row) + BINARY))
                        .orElse(Map.of()));
    }

    private byte[] sealed(Map<String, String> values, String context) {
        return secrets.seal(Json.write(values).getBytes(StandardCharsets.UTF_8), context);
    }

    private Map<String, String> open(byte[] sealed, String context) {
        return Json.readMap(new String(secrets.open(sealed, context), StandardCharsets.UTF_8));
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
