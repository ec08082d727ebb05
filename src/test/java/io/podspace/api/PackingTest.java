package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "deflate, GZIP;q=0.5|true",
                "gzip; q=1.0|true",
                "gzip;q=0|false",
                "br, gzip; q=0.000|false",
                "identity|false",
                "x-gzip-like|false"
            })
    void isForWhoTakesIt(String header, boolean taken) {
        assertThat(Packing.taken(List.of(header))).isEqualTo(taken);
    }

    @Test
    void nobodyTakesWhatNobodyNames() {
        assertThat(Packing.taken(List.of())).isFalse();
    }

    @Test
    void isGzip() throws IOException {
        byte[] plain = new byte[100_000];
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (Packing out = new Packing(packed)) {
            out.write(plain);
        }
        assertThat(packed.size()).isLessThan(2000);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())).readAllBytes())
                .isEqualTo(plain);
    }
}
