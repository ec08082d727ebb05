package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"250m,250", "1,1000", "0.5,500", "1.5,1500", ".25,250", "2k,2000000"})
    void cpu(String text, int millis) {
        assertThat(Quantities.millis(text)).contains(millis);
    }

    @ParameterizedTest
    @CsvSource({"128Mi,134217728", "1Gi,1073741824", "500M,500000000", "1024,1024", "1500m,2"})
    void memory(String text, long bytes) {
        assertThat(Quantities.units(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.2.3", "-1", "1MiB", "1e3000000000", "99999999999999999999999999999Ti"})
    void nonsense(String text) {
        assertThat(Quantities.units(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"134217728,128Mi", "1073741824,1Gi", "1000,1000", "0,0"})
    void written(long bytes, String text) {
        assertThat(Quantities.memory(bytes)).isEqualTo(text);
    }
}
