package io.podspace.platform;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads a private key in PEM: PKCS#8 or the traditional forms, RSA, EC or Ed25519, without a passphrase. */
public final class KeyPem {
    private static final int LONGEST = 64 << 10;
    private static final int MOST_PARTS = 5;

    /** RFC 8410. */
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

    private KeyPem() {}

    /**
     * @param field that the key was typed into
     * @throws PodSpaceException INVALID at the field
     */
    public static PrivateKey read(String field, String pem) {
        if (pem == null || pem.isBlank() || pem.length() > LONGEST) {
            throw invalid(field, "paste the private key in PEM, at most 64 KiB");
        }
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            // openssl puts the curve's parameters in front of a traditional EC key
            for (int i = 0; i < MOST_PARTS; i++) {
                switch (parser.readObject()) {
                    case PrivateKeyInfo info -> {
                        return key(info);
                    }
                    case PEMKeyPair pair -> {
                        return key(pair.getPrivateKeyInfo());
                    }
                    case PEMEncryptedKeyPair locked ->
                        throw invalid(field, "it is protected by a passphrase; upload it without");
                    case PKCS8EncryptedPrivateKeyInfo locked ->
                        throw invalid(field, "it is protected by a passphrase; upload it without");
                    case null ->
                        throw invalid(field, "it is no PEM of a private key ('-----BEGIN PRIVATE KEY-----' ...)");
                    default -> {
                        // something else in the file: look on
                    }
                }
            }
            throw invalid(field, "there is no private key among the first parts of the file");
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw invalid(field, "it is malformed or of a kind that is not supported: RSA, EC and Ed25519 are");
        }
    }

    private static PrivateKey key(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return key("EC", bare(info));
        }
        return key(algorithm.equals(ED25519) ? "Ed25519" : "RSA", info);
    }

    private static PrivateKey key(String algorithm, PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    /** The traditional form repeats the curve inside the key, which Java refuses. */
    private static PrivateKeyInfo bare(PrivateKeyInfo info) throws IOException {
        ASN1Sequence parts = ASN1Sequence.getInstance(info.parsePrivateKey());
        byte[] secret = ASN1OctetString.getInstance(parts.getObjectAt(1)).getOctets();
        ECPrivateKey key = new ECPrivateKey(secret.length * Byte.SIZE, new BigInteger(1, secret));
        return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), key);
    }

    private static PodSpaceException invalid(String field, String why) {
        return PodSpaceException.invalid(field, field + ": " + why);
    }
}
