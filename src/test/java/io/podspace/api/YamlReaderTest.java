package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML of server-side apply: values as clients mean them, and nothing that grows. */
class YamlReaderTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a: 1;{\"a\":1}",
                "a: '1';{\"a\":\"1\"}",
                "a: 1.5;{\"a\":1.5}",
                "a: 99999999999;{\"a\":99999999999}",
                "a: 0644;{\"a\":\"0644\"}",
                "a: yes;{\"a\":true}",
                "a: ~;{\"a\":null}",
                "a: 2026-01-01;{\"a\":\"2026-01-01\"}",
                "a: [1, {b: c}];{\"a\":[1,{\"b\":\"c\"}]}",
                "{a: &x [1], b: *x};{\"a\":[1],\"b\":[1]}",
            })
    void values(String yaml, String json) {
        assertThat(YamlReader.read(bytes(yaml))).isEqualTo(Trees.read(bytes(json)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a: b: c",
                "[",
                "{a: 1, a: 2}",
                "a: &x [*x]",
                "? [1]\n: 2",
                "a: 1\n---\nb: 2",
                "a: *nothing",
                "\u0000",
                "{<<: {a: b}}",
                "a: !!java.net.URL [b]"
            })
    void whatCannotBeReadIsRefused(String yaml) {
        refused(yaml);
    }

    @Test
    void bombsAreRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            refused(laughs.toString());
            refused("[".repeat(200_000));
            refused("a: ".repeat(50_000));
        });
    }

    private static void refused(String yaml) {
        ApiFault fault = catchThrowableOfType(ApiFault.class, () -> YamlReader.read(bytes(yaml)));
        assertThat(fault.status().code()).isEqualTo(400);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
