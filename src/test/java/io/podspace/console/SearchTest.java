package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "Front");

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'', true",
                "'  ', true",
                "web, true",
                "EB-2, true",
                "nginx:1.27, true",
                "shop, false",
                "app=web, true",
                "app=we, true",
                "app=shop, false",
                "tier=front, true",
                "web front, true",
                "'  front \tweb ', true",
                "web shop, false",
                "web-2nginx, false",
                "[a-z]*, false"
            })
    void everyWordIsInATextOrALabel(String text, String found) {
        assertThat(Search.of(text).finds(LABELS, Stream.of("web-2", "docker.io/Nginx:1.27")))
                .isEqualTo(Boolean.valueOf(found.strip()));
    }
}
