package io.podspace.route;

/**
 * A certificate that the user brings.
 *
 * @param chain PEM, the host's certificate first
 * @param key PEM, PKCS#8 or traditional, without a passphrase; never logged
 */
public record CertificateUpload(String chain, String key) {
    @Override
    public String toString() {
        return "CertificateUpload[]";
    }
}
