package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.EngineKeys;
import io.podspace.host.EngineTls;
import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.route.TestCertificates;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCertificatesTest {
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    private final HostRef host = new HostRef(2, "second", URI.create("tcp://10.0.0.7:2376"), "10.0.0.7");

    @TempDir
    Path folder;

    @Test
    void takesKeysOfBothKindsInBothForms() throws Exception {
        for (KeyPair keys : new KeyPair[] {TestCertificates.keys("RSA", 2048), TestCertificates.keys("EC", 256)}) {
            String certificate = TestCertificates.certificate(keys, LATER);
            for (String key : new String[] {
                TestCertificates.traditional(keys.getPrivate()),
                TestCertificates.pem(
                        new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded()))
            }) {
                EngineTls tls = new EngineTls(certificate, certificate, key);
                assertThat(certificates(EngineKeys.NONE).context(host, Optional.of(tls)))
                        .isNotNull();
            }
        }
    }

    @Test
    void whatIsTypedGoesBeforeWhatIsStoredAndThatBeforeFiles() throws Exception {
        EngineTls good = good();
        assertThat(certificates(any -> Optional.of(good)).context(host, Optional.empty()))
                .isNotNull();
        EngineTls bad = new EngineTls("typed", good.certificate(), good.key());
        refused("authority", certificates(any -> Optional.of(good)), Optional.of(bad));
        refused("authority", certificates(any -> Optional.of(bad)), Optional.empty());

        assertThatThrownBy(() -> certificates(EngineKeys.NONE).context(host, Optional.empty()))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_UNREACHABLE))
                .hasMessageContaining("enter its certificates");
        Path own = Files.createDirectories(folder.resolve("second"));
        Files.writeString(own.resolve("ca.pem"), good.authority());
        Files.writeString(own.resolve("cert.pem"), good.certificate());
        Files.writeString(own.resolve("key.pem"), good.key());
        assertThat(certificates(EngineKeys.NONE).context(host, Optional.empty()))
                .isNotNull();
    }

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        EngineTls good = good();
        String pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        refused("authority", new EngineTls(pem, good.certificate(), good.key()));
        refused("certificate", new EngineTls(good.authority(), pem, good.key()));
        refused("key", new EngineTls(good.authority(), good.certificate(), good.certificate()));
        String other = TestCertificates.pem(TestCertificates.keys("EC", 256).getPrivate());
        refused("key", new EngineTls(good.authority(), good.certificate(), other));
    }

    private static EngineTls good() throws Exception {
        KeyPair keys = TestCertificates.keys("EC", 256);
        String certificate = TestCertificates.certificate(keys, LATER);
        return new EngineTls(certificate, certificate, TestCertificates.traditional(keys.getPrivate()));
    }

    private EngineCertificates certificates(EngineKeys keys) {
        return new EngineCertificates(folder, keys);
    }

    private void refused(String field, EngineTls tls) {
        refused(field, certificates(EngineKeys.NONE), Optional.of(tls));
    }

    private void refused(String field, EngineCertificates certificates, Optional<EngineTls> given) {
        assertThatThrownBy(() -> certificates.context(host, given))
                .isInstanceOfSatisfying(PodSpaceException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID);
                    assertThat(e.field()).contains(field);
                });
    }
}
