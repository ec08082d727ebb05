package io.podspace.haproxy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates: elliptic curve P-256, signed by one authority. No files, no clock. */
final class Issuer {
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Issuer() {}

    /** A certificate and its key. */
    record Identity(X509Certificate certificate, PrivateKey key) {
        /** Certificate, then key. */
        String pem() {
            return write(certificate) + write(key);
        }

        @Override
        public String toString() {
            return "Identity[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    static Identity authority(String name, Instant now, Duration life) {
        KeyPair pair = pair();
        return new Identity(
                sign(name, pair, name, pair.getPrivate(), now, life, builder -> {
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                    builder.addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
                }),
                pair.getPrivate());
    }

    /** For our side of control connections. */
    static Identity client(Identity authority, String name, Instant now, Duration life) {
        return leaf(authority, name, now, life, KeyPurposeId.id_kp_clientAuth, List.of(name));
    }

    /** @param hosts DNS names, perhaps with a star; the first is the subject too */
    static Identity server(Identity authority, List<String> hosts, Instant now, Duration life) {
        return leaf(authority, hosts.getFirst(), now, life, KeyPurposeId.id_kp_serverAuth, hosts);
    }

    private static Identity leaf(
            Identity authority, String name, Instant now, Duration life, KeyPurposeId purpose, List<String> hosts) {
        KeyPair pair = pair();
        String issuer =
                authority.certificate().getSubjectX500Principal().getName().replaceFirst("^CN=", "");
        X509Certificate certificate = sign(name, pair, issuer, authority.key(), now, life, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(hosts.stream().map(Issuer::alternativeName).toArray(GeneralName[]::new)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.certificate()));
        });
        return new Identity(certificate, pair.getPrivate());
    }

    private static GeneralName alternativeName(String host) {
        boolean address = host.matches("[0-9.]+|.*:.*");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private interface Extensions {
        void add(JcaX509v3CertificateBuilder builder) throws IOException, GeneralSecurityException;
    }

    private static X509Certificate sign(
            String subject,
            KeyPair pair,
            String issuer,
            PrivateKey key,
            Instant now,
            Duration life,
            Extensions extensions) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name(issuer),
                    new BigInteger(127, RANDOM),
                    Date.from(now.minus(CLOCKS_DIFFER)),
                    Date.from(now.plus(life)),
                    name(subject),
                    pair.getPublic());
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            extensions.add(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("A certificate could not be made", e);
        }
    }

    private static X500Name name(String common) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, common).build();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has this curve
        }
    }

    /** @throws IllegalArgumentException when the text is not one certificate and one key */
    static Identity read(String pem) {
        X509Certificate certificate = null;
        PrivateKey key = null;
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                if (each instanceof X509CertificateHolder holder && certificate == null) {
                    certificate = new JcaX509CertificateConverter().getCertificate(holder);
                } else if (each instanceof PrivateKeyInfo info) {
                    key = new JcaPEMKeyConverter().getPrivateKey(info);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("No certificate and key", e);
        }
        if (certificate == null || key == null) {
            throw new IllegalArgumentException("No certificate and key");
        }
        return new Identity(certificate, key);
    }

    static String write(Object certificateOrKey) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    certificateOrKey instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : certificateOrKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory only: cannot happen
        }
        return text.toString();
    }
}
