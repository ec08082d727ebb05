package io.podspace.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of a revision: written once. Its template and environment are read and written by {@link RevisionTemplates}. */
@Entity
@Table(name = "revision")
class Revision {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "deployment_id", updatable = false)
    private long deploymentId;

    @Column(updatable = false)
    private int number;

    @Column(updatable = false)
    private String image;

    @Column(name = "image_digest", updatable = false)
    private String imageDigest;

    @Column(columnDefinition = "mediumtext", updatable = false)
    private String template;

    @Column(name = "sealed_environment", columnDefinition = "mediumblob", updatable = false)
    private byte[] sealedEnvironment;

    @Column(updatable = false)
    private String cause;

    @Column(name = "created_by", updatable = false)
    private String createdBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected Revision() {}

    Revision(
            long deploymentId,
            int number,
            String image,
            String template,
            byte[] sealedEnvironment,
            String cause,
            String createdBy,
            Instant now) {
        this.deploymentId = deploymentId;
        this.number = number;
        this.image = image;
        this.template = template;
        this.sealedEnvironment = sealedEnvironment.clone();
        this.cause = cause;
        this.createdBy = createdBy;
        createdAt = now;
    }

    /** Before it is stored: its image is the very one that this reference meant in an earlier revision. */
    void pin(String digest) {
        imageDigest = digest;
    }

    long deploymentId() {
        return deploymentId;
    }

    int number() {
        return number;
    }

    String image() {
        return image;
    }

    /** Null until the reference was resolved. */
    String imageDigest() {
        return imageDigest;
    }

    /** JSON, with an empty environment. */
    String template() {
        return template;
    }

    byte[] sealedEnvironment() {
        return sealedEnvironment.clone();
    }

    String cause() {
        return cause;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }
}
