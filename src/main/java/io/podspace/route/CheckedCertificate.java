package io.podspace.route;

import java.time.Instant;

/**
 * A certificate that was read, checked and written again by us, so that no text of the user reaches a router.
 *
 * @param chain PEM of the certificates
 * @param key PEM of the private key in PKCS#8; never logged
 * @param subject at most 255 characters
 */
record CheckedCertificate(String chain, String key, String subject, Instant notAfter) {
    @Override
    public String toString() {
        return "CheckedCertificate[" + subject + "]";
    }
}
