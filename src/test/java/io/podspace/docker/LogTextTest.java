package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
    @Test
    void escapesAndControlsAreLeftOut() {
        assertThat(LogText.lines("\u001B[31mred\u001B[0m\tand\u0007 plain\r\n\n\u001B]0;title\u0007next\u202Ereversed"))
                .containsExactly("red and plain", "nextreversed");
    }

    @Test
    void longLinesAreCut() {
        assertThat(LogText.lines("x".repeat(3000)).getFirst()).hasSize(2000);
    }

    @Test
    void lettersOfAllLanguagesStay() {
        assertThat(LogText.lines("größe 寸法 😀")).containsExactly("größe 寸法 😀");
    }
}
