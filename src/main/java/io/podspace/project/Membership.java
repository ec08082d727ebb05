package io.podspace.project;

import io.podspace.security.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** The row of a membership: one account, one project, one role. */
@Entity
@Table(name = "membership")
class Membership {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "project_id", updatable = false)
    private long projectId;

    @Column(name = "account_id", updatable = false)
    private long accountId;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private Role role;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Version
    private long version;

    protected Membership() {}

    Membership(long projectId, long accountId, Role role, Instant now) {
        this.projectId = projectId;
        this.accountId = accountId;
        this.role = role;
        createdAt = now;
    }

    Role role() {
        return role;
    }

    void role(Role role) {
        this.role = role;
    }
}
