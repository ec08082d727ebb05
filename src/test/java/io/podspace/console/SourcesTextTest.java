package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.VariableSource;
import io.podspace.platform.PodSpaceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables from elsewhere as lines that people type. */
class SourcesTextTest {
    private static final String TEXT = """
            DB_PASSWORD=secret/db/password
            MODE=configmap/app/mode?
            *=configmap/app
            APP_*=secret/db?""";

    @Test
    void linesComeBack() {
        assertThat(SourcesText.print(SourcesText.parse(TEXT))).isEqualTo(TEXT);
        assertThat(SourcesText.parse("\r\n  DB_PASSWORD = secret/db/password \r\n\n"))
                .containsExactly(new VariableSource("DB_PASSWORD", ConfigurationKind.SECRET, "db", "password", false));
        assertThat(SourcesText.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A", "A=b", "A=secret/db", "*=secret/db/key", "A=volume/db/key", "A=secret/db/key/x", "=secret"})
    void whatCannotBeReadIsToldWithItsLine(String line) {
        assertThatThrownBy(() -> SourcesText.parse("\n" + line))
                .isInstanceOf(PodSpaceException.class)
                .hasMessageStartingWith("Line 2:");
    }
}
