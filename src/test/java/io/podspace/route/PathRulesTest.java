package io.podspace.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
    @ParameterizedTest
    @CsvSource({"/,/", "'',/", "/api,/api", "/api/,/api", "/a/b.c/~d,/a/b.c/~d", "/.well-known,/.well-known"})
    void hasOneSpelling(String typed, String path) {
        assertThat(PathRules.clean(typed)).isEqualTo(path);
    }

    @Test
    void noneMeansTheWholeHost() {
        assertThat(PathRules.clean(null)).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api", "//", "/a//b", "/a/../b", "/..", "/.", "/a/.", "/a b", "/a%20b", "/a?b", "/a#b", "/ä", "/a\nb"
            })
    void refusesEverythingElse(String path) {
        assertThatThrownBy(() -> PathRules.clean(path))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains("path"));
    }

    @Test
    void refusesLongPaths() {
        assertThatThrownBy(() -> PathRules.clean("/" + "a".repeat(255))).isInstanceOf(PodSpaceException.class);
    }
}
