package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void whatWasMadeOnceIsFoundAgainByEveryNode() {
        Pki one = new Pki(folder.resolve("pki"), NOW);
        Pki other = new Pki(folder.resolve("pki"), NOW);
        assertThat(one.proxy("ps-box-b1").pem())
                .isEqualTo(other.proxy("ps-box-b1").pem());
        assertThat(one.cookieKey()).isEqualTo(other.cookieKey()).hasSize(32);
        assertThat(one.control().pem()).isEqualTo(other.control().pem());
    }

    @Test
    void onlyWeCanReadIt() throws IOException {
        Pki pki = new Pki(folder.resolve("pki"), NOW);
        pki.control();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pki"))))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder.resolve("pki"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".pem")))
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void everybodyMayDoOnlyWhatHeIsFor() throws Exception {
        Pki pki = new Pki(folder.resolve("pki"), NOW);
        assertThat(pki.control().certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(pki.proxy("ps-box-b1").certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(pki.proxy("ps-box-b1").certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(pki.proxy("ps-box-b1").certificate().getSubjectAlternativeNames())
                .containsExactly(List.of(2, "ps-box-b1"));
        pki.apps("apps.localhost")
                .certificate()
                .verify(pki.authority().certificate().getPublicKey());
        assertThatThrownBy(() -> pki.proxy("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCertificateThatEndsSoonIsMadeAnewAndTheAuthorityStays() {
        Pki pki = new Pki(folder.resolve("pki"), NOW);
        String first = pki.proxy("ps-box-b1").pem();
        Pki later = new Pki(folder.resolve("pki"), Clock.offset(NOW, Duration.ofDays(700)));
        assertThat(later.proxy("ps-box-b1").pem()).isNotEqualTo(first);
        assertThat(later.authority().pem()).isEqualTo(pki.authority().pem());
    }
}
