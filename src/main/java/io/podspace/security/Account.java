package io.podspace.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who can sign in. Made by signing up, or at the first start for the first administrator; never removed, only
 * disabled, since the activity record names it.
 */
@Entity
@Table(name = "account")
class Account {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(columnDefinition = "char(36)", updatable = false)
    String uid;

    @Column(updatable = false)
    String name;

    String email;

    @Column(name = "password_hash")
    String passwordHash;

    boolean administrator;

    boolean disabled;

    /** Grows when all sessions of the account have to end. */
    @Column(name = "session_epoch")
    int sessionEpoch;

    /** Attempts to sign in since the last success. */
    @Column(name = "failed_logins")
    int failedLogins;

    @Column(name = "locked_until")
    Instant lockedUntil;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "last_login_at")
    Instant lastLoginAt;

    @Version
    long version;

    /** For the persistence provider. */
    protected Account() {}

    Account(String name, String email, String passwordHash, boolean administrator, Instant now) {
        this.uid = UUID.randomUUID().toString();
        this.name = name;
        this.email = email;
        this.passwordHash = passwordHash;
        this.administrator = administrator;
        this.createdAt = now;
    }

    Ticket ticket() {
        return new Ticket(id, sessionEpoch);
    }

    Identity identity() {
        return new Identity(id, name, administrator);
    }

    AccountView view() {
        return new AccountView(id, name, email, administrator, disabled, createdAt, Optional.ofNullable(lastLoginAt));
    }

    /**
     * Counts an attempt as failed until {@link #signedIn} says otherwise.
     *
     * @return until when the account is blocked, and then the attempt does not count; empty when it may go on
     */
    Optional<Instant> beginSignIn(Instant now) {
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            return Optional.of(lockedUntil);
        }
        failedLogins++;
        lockedUntil = SlowDown.ACCOUNT.blockedUntil(failedLogins, now);
        return Optional.empty();
    }

    void signedIn(Instant now) {
        failedLogins = 0;
        lockedUntil = null;
        lastLoginAt = now;
    }

    void changePassword(String hash) {
        passwordHash = hash;
        sessionEpoch++;
    }

    void setDisabled(boolean disabled) {
        this.disabled = disabled;
        sessionEpoch++;
    }
}
