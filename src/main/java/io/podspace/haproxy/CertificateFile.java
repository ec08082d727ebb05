package io.podspace.haproxy;

import io.podspace.service.ProxyTable.Certificate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A user's certificate as a file of a router. The name tells host and content: one that is there needs no comparison.
 *
 * @param path in the container
 * @param host the name it is served for
 * @param pem chain and key without empty lines, ends with a line break; never logged
 */
record CertificateFile(String path, String host, String pem) {

    static CertificateFile of(Certificate certificate) {
        StringBuilder pem = new StringBuilder();
        certificate
                .pem()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> pem.append(line).append('\n'));
        return new CertificateFile(
                Paths.FOLDER + "c-" + hash(certificate.host() + "\n" + pem).substring(0, 32) + ".pem",
                certificate.host(),
                pem.toString());
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    @Override
    public String toString() {
        return "CertificateFile[" + path + ", " + host + "]";
    }
}
