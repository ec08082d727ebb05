package io.podspace.security;

import io.podspace.platform.ObjectRow.TextMap;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The row of a personal token: made once, used often, revoked once. Projects are kept as row id to name. */
@Entity
@Table(name = "access_token")
class AccessToken {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "account_id", updatable = false)
    long accountId;

    @Column(updatable = false)
    String name;

    @Column(columnDefinition = "char(64)", updatable = false)
    String hash;

    @Column(updatable = false)
    String start;

    @Column(columnDefinition = "text", updatable = false)
    @Convert(converter = TextMap.class)
    Map<String, String> projects = Map.of();

    @Column(updatable = false)
    boolean writes;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    Instant expiresAt;

    @Column(name = "last_used_at")
    Instant lastUsedAt;

    @Column(name = "revoked_at")
    Instant revokedAt;

    @Version
    long version;

    /** For the persistence provider. */
    protected AccessToken() {}

    AccessToken(long accountId, String name, String token, Map<String, String> projects, boolean writes) {
        this.accountId = accountId;
        this.name = name;
        this.hash = TokenText.hash(token);
        this.start = TokenText.start(token);
        this.projects = projects;
        this.writes = writes;
    }

    boolean valid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    Scope scope() {
        return new Scope(projects.keySet().stream().map(Long::valueOf).collect(Collectors.toSet()), writes);
    }

    TokenView view() {
        return new TokenView(
                id,
                name,
                start,
                List.copyOf(projects.values()),
                writes,
                createdAt,
                Optional.ofNullable(expiresAt),
                Optional.ofNullable(lastUsedAt));
    }
}
