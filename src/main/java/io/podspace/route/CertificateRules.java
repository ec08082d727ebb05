package io.podspace.route;

import io.podspace.platform.KeyPem;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxyTable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Reads an uploaded certificate and refuses what a browser or a router would refuse later. */
final class CertificateRules {
    private static final int LONGEST_PEM = 256 << 10;
    private static final int MOST_IN_CHAIN = 10;
    private static final int DNS_NAME = 2;
    private static final int LONGEST_SUBJECT = 255;

    private CertificateRules() {}

    /**
     * @param host name of the route, lower case
     * @throws PodSpaceException INVALID at {@code certificate.chain} or {@code certificate.key}
     */
    static CheckedCertificate check(CertificateUpload upload, String host, Instant now) {
        List<X509Certificate> chain = chain(upload.chain());
        X509Certificate first = chain.get(0);
        if (first.getNotAfter().toInstant().isBefore(now)) {
            throw atChain("it expired on %s".formatted(first.getNotAfter().toInstant()));
        }
        mustFit(first, host);
        PrivateKey key = KeyPem.read("certificate.key", upload.key());
        if (!belongTogether(first, key)) {
            throw PodSpaceException.invalid(
                    "certificate.key", "certificate.key: it does not belong to the first certificate of the chain");
        }
        String subject = first.getSubjectX500Principal().getName();
        String chainPem = pem(chain);
        String keyPem = pem("PRIVATE KEY", key.getEncoded());
        mustFitIntoARouter(chainPem.length() + keyPem.length());
        return new CheckedCertificate(
                chainPem,
                keyPem,
                subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT)),
                first.getNotAfter().toInstant());
    }

    private static void mustFitIntoARouter(int length) {
        if (length > ProxyTable.Certificate.LONGEST) {
            throw atChain(
                    "with its key it has %,d characters, a router takes at most %,d; leave out the authority's own"
                                    .formatted(length, ProxyTable.Certificate.LONGEST)
                            + " certificate, which browsers have, or use a key of elliptic curves");
        }
    }

    /** @param chain PEM as it was stored */
    static void mustFit(String chain, String host) {
        mustFit(chain(chain).get(0), host);
    }

    private static void mustFit(X509Certificate certificate, String host) {
        List<String> names = names(certificate);
        if (names.stream().noneMatch(name -> matches(name, host))) {
            throw atChain("it is for %s, not for '%s'".formatted(Names.shown(String.join(", ", names)), host));
        }
    }

    private static List<X509Certificate> chain(String pem) {
        if (pem == null || pem.isBlank() || pem.length() > LONGEST_PEM) {
            throw atChain("paste the certificates in PEM, at most 256 KiB");
        }
        try {
            Collection<?> read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            List<X509Certificate> chain =
                    read.stream().map(X509Certificate.class::cast).toList();
            if (chain.isEmpty() || chain.size() > MOST_IN_CHAIN) {
                throw atChain("it has %d certificates, 1-%d are allowed".formatted(chain.size(), MOST_IN_CHAIN));
            }
            return chain;
        } catch (CertificateException e) {
            throw atChain("it is no PEM of X.509 certificates ('-----BEGIN CERTIFICATE-----' ...)");
        }
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            List<String> names = new ArrayList<>();
            if (alternatives != null) {
                for (List<?> name : alternatives) {
                    if (Integer.valueOf(DNS_NAME).equals(name.get(0))) {
                        names.add(name.get(1).toString().toLowerCase(Locale.ROOT));
                    }
                }
            }
            if (names.isEmpty()) {
                throw atChain("it names no host (no subject alternative name), so no browser accepts it");
            }
            return names;
        } catch (CertificateException e) {
            throw atChain("its names cannot be read");
        }
    }

    /** A wildcard stands for exactly one label (RFC 6125). */
    private static boolean matches(String name, String host) {
        return name.equals(host)
                || name.startsWith("*.")
                        && host.indexOf('.') > 0
                        && host.substring(host.indexOf('.')).equals(name.substring(1));
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        byte[] probe = {1, 2, 3};
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(probe);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(probe);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // a key of another algorithm than the certificate's
            return false;
        }
    }

    private static String pem(List<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : chain) {
            try {
                text.append(pem("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateException e) {
                throw atChain("a certificate cannot be written again");
            }
        }
        return text.toString();
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type);
    }

    private static PodSpaceException atChain(String why) {
        return PodSpaceException.invalid("certificate.chain", "certificate.chain: " + why);
    }
}
