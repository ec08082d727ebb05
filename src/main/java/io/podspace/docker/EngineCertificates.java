package io.podspace.docker;

import io.podspace.host.EngineKeys;
import io.podspace.host.EngineTls;
import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.KeyPem;
import io.podspace.platform.PodSpaceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Finds the certificates of a TCP endpoint: those that were stored for the host, else {@code ca.pem}, {@code cert.pem}
 * and {@code key.pem} of {@code <folder>/<host name>} or {@code <folder>/default}.
 */
final class EngineCertificates {
    private static final char[] NO_PASSWORD = {};

    private final Path folder;
    private final EngineKeys keys;

    EngineCertificates(Path folder, EngineKeys keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** @throws PodSpaceException HOST_UNREACHABLE when there are none; INVALID at the part that cannot be read */
    SSLContext context(HostRef host, Optional<EngineTls> given) {
        return context(given.or(() -> keys.of(host)).orElseGet(() -> files(host)));
    }

    private EngineTls files(HostRef host) {
        Path own = folder.resolve(host.name());
        Path present = Files.isDirectory(own) ? own : folder.resolve("default");
        try {
            return new EngineTls(
                    Files.readString(present.resolve("ca.pem")),
                    Files.readString(present.resolve("cert.pem")),
                    Files.readString(present.resolve("key.pem")));
        } catch (IOException e) {
            throw new PodSpaceException(
                    ErrorCode.HOST_UNREACHABLE,
                    "Host %s is reached over TCP, which needs TLS: enter its certificates at the host's page, or put ca.pem, cert.pem and key.pem into %s."
                            .formatted(host.name(), own));
        }
    }

    private static SSLContext context(EngineTls tls) {
        List<Certificate> authorities = certificates("authority", tls.authority());
        List<Certificate> chain = certificates("certificate", tls.certificate());
        PrivateKey key = KeyPem.read("key", tls.key());
        if (!belongTogether(chain.getFirst().getPublicKey(), key)) {
            throw PodSpaceException.invalid("key", "This key does not belong to the client's certificate.");
        }
        try {
            KeyStore trusted = empty();
            for (int i = 0; i < authorities.size(); i++) {
                trusted.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            KeyStore own = empty();
            own.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManagerFactory client = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            client.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(client.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new PodSpaceException(
                    ErrorCode.INVALID, "These certificates cannot be used: %s.".formatted(e.getMessage()), e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        return store;
    }

    private static List<Certificate> certificates(String field, String pem) {
        try {
            List<Certificate> read = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
            if (!read.isEmpty()) {
                return read;
            }
        } catch (CertificateException e) {
            // told below, with the same text as a file without certificates: what the parser says helps nobody
        }
        throw PodSpaceException.invalid(
                field,
                "This is no certificate in PEM ('-----BEGIN CERTIFICATE-----' ... '-----END CERTIFICATE-----').");
    }

    private static boolean belongTogether(PublicKey certified, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC", "ECDSA" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    });
            signature.initSign(key);
            signature.update((byte) 1);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update((byte) 1);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // of different algorithms
        }
    }
}
