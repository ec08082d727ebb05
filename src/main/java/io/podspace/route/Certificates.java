package io.podspace.route;

import io.podspace.security.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps the certificates of routes. A route's certificate is its own; a new one takes the old one's place. */
@ApplicationScoped
public class Certificates {
    @PersistenceContext
    EntityManager rows;

    @Inject
    Secrets secrets;

    @Inject
    Clock clock;

    /** Checks, seals and stores what the user brought. */
    Long keep(CertificateUpload upload, String host) {
        Instant now = clock.instant();
        CheckedCertificate checked = CertificateRules.check(upload, host, now);
        String uid = UUID.randomUUID().toString();
        byte[] key = secrets.seal(checked.key().getBytes(StandardCharsets.UTF_8), context(uid));
        Certificate certificate = new Certificate(uid, checked, key, now);
        rows.persist(certificate);
        return certificate.id();
    }

    /** A certificate that stays while the host changes must be for the new one too. */
    void mustFit(Long id, String host) {
        CertificateRules.mustFit(rows.find(Certificate.class, id).chain(), host);
    }

    void drop(Long id) {
        Certificate certificate = rows.find(Certificate.class, id);
        if (certificate != null) {
            rows.remove(certificate);
        }
    }

    Optional<CertificateView> view(Long id) {
        return Optional.ofNullable(rows.find(Certificate.class, id)).map(Certificate::view);
    }

    /**
     * Certificates and private key in one PEM, for the routers; never logged.
     *
     * @param uid column of table {@code certificate}, as are the others
     */
    public String pem(String uid, String chain, byte[] sealedKey) {
        return chain + new String(secrets.open(sealedKey, context(uid)), StandardCharsets.UTF_8);
    }

    /** With its key: for editors. */
    Optional<CertificateUpload> open(Long id) {
        return Optional.ofNullable(rows.find(Certificate.class, id))
                .map(certificate -> new CertificateUpload(
                        certificate.chain(), pem(certificate.uid(), "", certificate.sealedKey())));
    }

    private static String context(String uid) {
        return "certificate/" + uid;
    }
}
