package io.podspace.image;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The row of a project's credentials for one registry. The secret is sealed; it is never shown again. */
@Entity
@Table(name = "registry_credential")
class RegistryCredential {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "project_id", updatable = false)
    private long projectId;

    @Column(updatable = false)
    private String registry;

    private String username;

    @Column(name = "sealed_secret", columnDefinition = "blob")
    private byte[] sealedSecret;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    protected RegistryCredential() {}

    RegistryCredential(long projectId, String registry) {
        this.projectId = projectId;
        this.registry = registry;
    }

    void is(String newUsername, byte[] newSealedSecret, Instant now) {
        username = newUsername;
        sealedSecret = newSealedSecret.clone();
        createdAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    long projectId() {
        return projectId;
    }

    String username() {
        return username;
    }

    byte[] sealedSecret() {
        return sealedSecret.clone();
    }

    CredentialView view() {
        return new CredentialView(id, registry, username, createdAt);
    }
}
