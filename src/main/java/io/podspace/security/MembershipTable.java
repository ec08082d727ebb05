package io.podspace.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads roles. The rows belong to the room {@code project}; plain SQL keeps this room from depending on it. */
@ApplicationScoped
class MembershipTable {
    @PersistenceContext
    EntityManager entities;

    /** @return empty when the project is not there, or has no such member */
    Optional<Role> role(long projectId, long accountId, boolean administrator) {
        List<?> rows = entities.createNativeQuery("""
                        SELECT COALESCE(m.role, '') FROM project p
                        LEFT JOIN membership m ON m.project_id = p.id AND m.account_id = ?2
                        WHERE p.id = ?1""", String.class)
                .setParameter(1, projectId)
                .setParameter(2, accountId)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String role = (String) rows.getFirst();
        if (administrator) {
            return Optional.of(Role.OWNER);
        }
        return role.isEmpty() ? Optional.empty() : Optional.of(Role.valueOf(role));
    }

    /** As {@link #role}, of all projects where there is one, by row id. */
    Map<Long, Role> roles(long accountId, boolean administrator) {
        Stream<?> found = entities.createNativeQuery("""
                        SELECT p.id, COALESCE(m.role, '') FROM project p
                        LEFT JOIN membership m ON m.project_id = p.id AND m.account_id = ?1
                        WHERE ?2 OR m.role IS NOT NULL""", Object[].class)
                .setParameter(1, accountId)
                .setParameter(2, administrator)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultStream();
        return found.map(Object[].class::cast)
                .collect(Collectors.toMap(
                        row -> ((Number) row[0]).longValue(),
                        row -> administrator ? Role.OWNER : Role.valueOf((String) row[1])));
    }

    /** The row id of a project by its name; empty when it is not there, or the account is no member. */
    Optional<Long> projectOf(String name, long accountId, boolean administrator) {
        List<?> rows = entities.createNativeQuery("SELECT id FROM project WHERE name = ?1", Long.class)
                .setParameter(1, name)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
        return rows.stream()
                .map(Long.class::cast)
                .filter(id -> role(id, accountId, administrator).isPresent())
                .findFirst();
    }

    /** As {@link #role} for an account that may have been disabled meanwhile. */
    Optional<Role> roleOfAccount(long projectId, long accountId) {
        List<?> rows = entities.createNativeQuery(
                        "SELECT administrator FROM account WHERE id = ?1 AND NOT disabled", Boolean.class)
                .setParameter(1, accountId)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
        return rows.isEmpty() ? Optional.empty() : role(projectId, accountId, Boolean.TRUE.equals(rows.getFirst()));
    }
}
