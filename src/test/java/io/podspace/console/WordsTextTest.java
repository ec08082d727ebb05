package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTextTest {
    @Test
    void readsACommandLine() {
        assertThat(WordsText.parse("command", " sh -c 'echo  \"a b\"; exit 3' ''"))
                .containsExactly("sh", "-c", "echo  \"a b\"; exit 3", "");
        assertThat(WordsText.parse("command", "a\\ b \"c \\\" d\"")).containsExactly("a b", "c \" d");
        assertThat(WordsText.parse("command", "  ")).isEmpty();
    }

    @Test
    void refusesAQuoteThatDoesNotEnd() {
        assertThatThrownBy(() -> WordsText.parse("command", "sh 'x"))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains("command"));
    }

    @Test
    void printsSoThatItReadsTheSame() {
        Random random = new Random(11);
        String signs = "ab'\" \\$;\n";
        for (int round = 0; round < 2000; round++) {
            List<String> words = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> random.ints(random.nextInt(6), 0, signs.length())
                            .mapToObj(at -> String.valueOf(signs.charAt(at)))
                            .reduce("", String::concat))
                    .toList();
            assertThat(WordsText.parse("command", WordsText.print(words))).isEqualTo(words);
        }
    }
}
