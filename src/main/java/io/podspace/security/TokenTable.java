package io.podspace.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of personal tokens. */
@ApplicationScoped
class TokenTable {
    @PersistenceContext
    EntityManager entities;

    void add(AccessToken token) {
        entities.persist(token);
    }

    Optional<AccessToken> byHash(String hash) {
        return entities.createQuery("SELECT t FROM AccessToken t WHERE t.hash = :hash", AccessToken.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    /** Newest first, without revoked ones. */
    List<AccessToken> ofAccount(long account) {
        return entities.createQuery(
                        "SELECT t FROM AccessToken t WHERE t.accountId = :account AND t.revokedAt IS NULL ORDER BY t.id DESC",
                        AccessToken.class)
                .setParameter("account", account)
                .getResultList();
    }

    /** Without touching the version: two uses at once do not conflict. */
    void used(long id, Instant now) {
        entities.createQuery("UPDATE AccessToken t SET t.lastUsedAt = :now WHERE t.id = :id")
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }
}
