package io.podspace.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "shop", "my-app-2", "a0", "abcdefghijabcdefghijabcdefghijabcdefghij"})
    void takesDnsLabels(String name) {
        assertThat(Names.label("name", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My App",
                "2nd",
                "-a",
                "a-",
                "a_b",
                "a.b",
                "ä",
                "a\n",
                "abcdefghijabcdefghijabcdefghijabcdefghijk",
                "<script>"
            })
    void refusesTheRestAtTheFieldWithTheRule(String name) {
        assertThatThrownBy(() -> Names.label("name", name))
                .isInstanceOfSatisfying(PodSpaceException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID);
                    assertThat(e.field()).contains("name");
                })
                .hasMessageContaining("use a-z, 0-9 and '-', start with a letter")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null", "''", "' '"})
    void saysThatANameIsMissing(String name) {
        assertThatThrownBy(() -> Names.label("name", name)).hasMessageStartingWith("name is missing");
    }

    @Test
    void tellsTheWholeRule() {
        assertThatThrownBy(() -> Names.label("name", "My App"))
                .hasMessage(
                        "name: 'My App' is no DNS label: use a-z, 0-9 and '-', start with a letter, end with a letter or digit, at most 40 characters");
    }

    @Test
    void whatPassesIsSafeInAHostName() {
        Random random = new Random(1);
        String alphabet = "ab0-._/ \n{}%$\"'AZ";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(1, 6);
            for (int c = 0; c < length; c++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(Names.label("name", text.toString())).matches("[a-z][a-z0-9-]*");
            } catch (PodSpaceException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID);
            }
        }
    }

    @Test
    void takesLabelsOfKubernetes() {
        Map<String, String> labels = Map.of("app", "web", "example.com/tier", "Front_1", "empty", "");
        assertThat(Names.labels("labels", labels)).isEqualTo(labels);
    }

    @Test
    void takesAnnotationsOfKubernetes() {
        Map<String, String> annotations = Map.of("a", "any text\n{}", "Example.com/Tier_1", "é", "x.y-z/a", "");
        assertThat(Names.annotations("metadata.annotations", annotations)).isEqualTo(annotations);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "-a", "a..b/c", "a/b/c", "/a", "a.-b/c", "é"})
    void refusesOtherAnnotations(String key) {
        assertThatThrownBy(() -> Names.annotations("metadata.annotations", Map.of(key, "b")))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains("metadata.annotations"));
    }

    @Test
    void annotationsAreAQuarterOfAMegabyteAtMost() {
        String most = "é".repeat((256 << 9) - 1);
        assertThat(Names.annotations("x", Map.of("ab", most))).hasSize(1);
        assertThatThrownBy(() -> Names.annotations("x", Map.of("abc", most)))
                .hasMessage("annotations: 257 KiB are too much, at most 256 KiB");
    }

    @ParameterizedTest
    @CsvSource({"a b,c", "'',c", "a,b c", "a,-b", "/a,b", "-a/b,c"})
    void refusesOtherLabels(String key, String value) {
        assertThatThrownBy(() -> Names.labels("selector", Map.of(key, value)))
                .isInstanceOfSatisfying(
                        PodSpaceException.class,
                        e -> assertThat(e.field().orElseThrow()).startsWith("selector["));
    }
}
