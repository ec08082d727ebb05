package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownTest {
    private final Shown<String> shown = new Shown<>();

    @Test
    void remembersTheNewestFiveHundredLists() {
        IntStream.rangeClosed(1, 501).forEach(version -> list(version, 1));
        assertThat(shown.at("pods", 1)).isNull();
        assertThat(shown.at("pods", 2)).containsOnlyKeys("0");
    }

    /** Five hundred lists of thousands of pods would fill the memory. */
    @Test
    void remembersFewerListsThatAreLong() {
        IntStream.rangeClosed(1, 21).forEach(version -> list(version, 5000));
        assertThat(shown.at("pods", 1)).isNull();
        assertThat(shown.at("pods", 2)).hasSize(5000);
        list(22, 200_000);
        assertThat(shown.at("pods", 21)).isNull();
        assertThat(shown.at("pods", 22)).hasSize(200_000);
    }

    private void list(int version, int objects) {
        shown.remember(
                "pods",
                version,
                IntStream.range(0, objects).mapToObj(Integer::toString).toList(),
                List.of());
    }
}
