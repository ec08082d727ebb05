package io.podspace.route;

/** What becomes of a route's certificate. */
public sealed interface CertificateChange {
    record Keep() implements CertificateChange {}

    record Replace(CertificateUpload upload) implements CertificateChange {}

    record Remove() implements CertificateChange {}
}
