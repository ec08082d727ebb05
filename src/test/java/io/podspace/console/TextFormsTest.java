package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormsTest {
    private static final Instant NOW = Instant.parse("2026-11-05T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, just now",
        "-4, 4 s ago",
        "80, in 80 s",
        "-120, 2 min ago",
        "-7200, 2 h ago",
        "-259200, 3 d ago",
        "-5184000, 6 Sep 2026"
    })
    void saysNearTimesByDistance(long seconds, String words) {
        assertThat(Moments.near(NOW.plusSeconds(seconds), NOW)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "134217728, 128 MiB", "1610612736, 1.5 GiB", "24696061952, 23 GiB"})
    void saysBytes(long bytes, String words) {
        assertThat(Sizes.bytes(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"100, 100 m", "1000, 1 core", "8000, 8 cores", "1500, 1500 m"})
    void saysCores(int millis, String words) {
        assertThat(Sizes.cpu(millis)).isEqualTo(words);
    }

    @Test
    void findsTheInputThatAFieldMeans() {
        assertThat(FieldNames.ids("certificate.chain")).isEqualTo(List.of("certificateChain", "certificate"));
        assertThat(FieldNames.ids("ports[1].number")).isEqualTo(List.of("portsNumber", "ports"));
        assertThat(FieldNames.ids("environment[PATH]")).isEqualTo(List.of("environment"));
        assertThat(FieldNames.ids("name")).isEqualTo(List.of("name"));
    }

    @Test
    void readsPorts() {
        assertThat(NumberText.ports("ports", " 8080, 9090/tcp 8080")).containsExactly(8080, 9090);
        assertThat(NumberText.ports("ports", "")).isEmpty();
        assertThatThrownBy(() -> NumberText.ports("ports", "80, 70000"))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains("ports"))
                .hasMessageContaining("65535");
    }

    @Test
    void readsLabels() {
        assertThat(SelectorText.parse("app=web, tier = front"))
                .containsEntry("app", "web")
                .containsEntry("tier", "front");
        assertThatThrownBy(() -> SelectorText.parse("app")).isInstanceOf(PodSpaceException.class);
    }
}
