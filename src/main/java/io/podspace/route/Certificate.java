package io.podspace.route;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of a certificate: written once; its key is sealed with the context {@code certificate/<uid>}. */
@Entity
@Table(name = "certificate")
class Certificate {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(columnDefinition = "char(36)", updatable = false)
    private String uid;

    @Column(columnDefinition = "mediumtext", updatable = false)
    private String chain;

    @Column(name = "sealed_key", columnDefinition = "blob", updatable = false)
    private byte[] sealedKey;

    @Column(updatable = false)
    private String subject;

    @Column(name = "not_after", updatable = false)
    private Instant notAfter;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected Certificate() {}

    Certificate(String uid, CheckedCertificate checked, byte[] sealedKey, Instant now) {
        this.uid = uid;
        chain = checked.chain();
        this.sealedKey = sealedKey.clone();
        subject = checked.subject();
        notAfter = checked.notAfter();
        createdAt = now;
    }

    long id() {
        return id;
    }

    String chain() {
        return chain;
    }

    String uid() {
        return uid;
    }

    byte[] sealedKey() {
        return sealedKey.clone();
    }

    CertificateView view() {
        return new CertificateView(subject, notAfter);
    }
}
