package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvironmentTextTest {
    @Test
    void readsWhatPeoplePaste() {
        assertThat(EnvironmentText.parse(
                        "# comment\n\nexport A=1\r\n B = two words \nC=\nD=\"line\\nbreak\"\nE=a=b\nF=\"C:\\\\dir\"\n"))
                .containsExactly(
                        Map.entry("A", "1"),
                        Map.entry("B", "two words"),
                        Map.entry("C", ""),
                        Map.entry("D", "line\nbreak"),
                        Map.entry("E", "a=b"),
                        Map.entry("F", "C:\\dir"));
    }

    @Test
    void namesTheLineThatCannotBeRead() {
        refused("A=1\nnonsense", "Line 2");
        refused("=1", "Line 1");
        refused("A=1\nA=2", "A stands there twice");
        refused("A=\"open", "quote");
    }

    private static void refused(String text, String words) {
        assertThatThrownBy(() -> EnvironmentText.parse(text))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).isEqualTo(Optional.of("environment")))
                .hasMessageContaining(words);
    }

    @Test
    void printsSoThatItReadsTheSame() {
        Random random = new Random(7);
        String signs = "ab=\"\\ \n\r\t#'\u00e4\u2028$";
        for (int round = 0; round < 2000; round++) {
            Map<String, String> environment = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                StringBuilder value = new StringBuilder();
                for (int n = random.nextInt(8); n > 0; n--) {
                    value.append(signs.charAt(random.nextInt(signs.length())));
                }
                environment.put("NAME_" + i, value.toString());
            }
            assertThat(EnvironmentText.parse(EnvironmentText.print(environment)))
                    .isEqualTo(environment);
        }
    }
}
