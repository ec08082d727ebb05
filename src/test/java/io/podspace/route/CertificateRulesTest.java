package io.podspace.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CertificateRulesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2030-02-01T00:00:00Z");

    private static KeyPair ec;
    private static KeyPair rsa;

    @BeforeAll
    static void makeKeys() throws Exception {
        ec = TestCertificates.keys("EC", 256);
        rsa = TestCertificates.keys("RSA", 2048);
    }

    @Test
    void takesEllipticAndRsaKeysInTheirTraditionalForms() throws Exception {
        for (KeyPair keys : new KeyPair[] {ec, rsa}) {
            String chain = TestCertificates.certificate(keys, LATER, "shop.example.org");
            String key = TestCertificates.traditional(keys.getPrivate());
            CheckedCertificate checked =
                    CertificateRules.check(new CertificateUpload(chain, key), "shop.example.org", NOW);
            assertThat(checked.subject()).isEqualTo("CN=test");
            assertThat(checked.notAfter()).isEqualTo(LATER);
            assertThat(checked.chain().strip())
                    .isEqualTo(chain.replace("\r", "").strip());
            assertThat(checked.key()).startsWith("-----BEGIN PRIVATE KEY-----\n");
            assertThat(CertificateRules.check(
                            new CertificateUpload(checked.chain(), checked.key()), "shop.example.org", NOW))
                    .isEqualTo(checked);
        }
    }

    @Test
    void writesAnewWhatItKeepsSoThatNoTextBesideItSurvives() throws Exception {
        String chain = "use_backend x\n" + TestCertificates.certificate(ec, LATER, "a.b");
        String key = "# comment\n" + TestCertificates.traditional(ec.getPrivate()) + "trailing";
        CheckedCertificate checked = CertificateRules.check(new CertificateUpload(chain, key), "a.b", NOW);
        assertThat(checked.chain() + checked.key()).doesNotContain("use_backend", "comment", "trailing");
    }

    @Test
    void aWildcardStandsForOneLabel() throws Exception {
        CertificateUpload upload = new CertificateUpload(
                TestCertificates.certificate(ec, LATER, "*.example.org"),
                TestCertificates.traditional(ec.getPrivate()));
        assertThat(CertificateRules.check(upload, "a.example.org", NOW)).isNotNull();
        refuses(upload, "a.b.example.org", "certificate.chain", "it is for *.example.org");
        refuses(upload, "example.org", "certificate.chain", "it is for *.example.org");
    }

    @Test
    void refusesWhatABrowserWouldRefuse() throws Exception {
        String key = TestCertificates.traditional(ec.getPrivate());
        refuses(
                new CertificateUpload(TestCertificates.certificate(ec, NOW.minusSeconds(1), "a.b"), key),
                "a.b",
                "certificate.chain",
                "it expired on 2029-12-31");
        refuses(
                new CertificateUpload(TestCertificates.certificate(ec, LATER), key),
                "a.b",
                "certificate.chain",
                "it names no host");
    }

    @Test
    void refusesKeysThatDoNotFit() throws Exception {
        String chain = TestCertificates.certificate(ec, LATER, "a.b");
        refuses(
                new CertificateUpload(
                        chain,
                        TestCertificates.traditional(
                                TestCertificates.keys("EC", 256).getPrivate())),
                "a.b",
                "certificate.key",
                "does not belong");
        refuses(
                new CertificateUpload(chain, TestCertificates.traditional(rsa.getPrivate())),
                "a.b",
                "certificate.key",
                "does not belong");
    }

    @Test
    void refusesWhatNoRouterTakes() throws Exception {
        String key = TestCertificates.traditional(ec.getPrivate());
        String[] hosts = IntStream.range(0, 300)
                .mapToObj(i -> "a-rather-long-name-of-a-host-" + i + ".example")
                .toArray(String[]::new);
        refuses(
                new CertificateUpload(TestCertificates.certificate(ec, LATER, hosts), key),
                hosts[0],
                "certificate.chain",
                "a router takes at most 15,000");
    }

    @Test
    void refusesGarbageWithoutRepeatingIt() throws Exception {
        String chain = TestCertificates.certificate(ec, LATER, "a.b");
        refuses(new CertificateUpload("", ""), "a.b", "certificate.chain", "paste the certificates");
        refuses(new CertificateUpload("hello", ""), "a.b", "certificate.chain", "");
        for (String key : new String[] {
            "",
            "hello",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(new byte[40])
                    + "\n-----END ENCRYPTED PRIVATE KEY-----"
        }) {
            refuses(new CertificateUpload(chain, key), "a.b", "certificate.key", "");
        }
    }

    private static void refuses(CertificateUpload upload, String host, String field, String text) {
        assertThatThrownBy(() -> CertificateRules.check(upload, host, NOW))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains(field))
                .hasMessageContaining(text);
    }
}
