package io.podspace.pod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1",
        "15,15",
        "127,127",
        "128,128",
        "134,134 (SIGABRT)",
        "137,137 (SIGKILL)",
        "139,139 (SIGSEGV)",
        "143,143 (SIGTERM)",
        "192,192",
        "255,255",
        "-1,-1"
    })
    void namesTheSignalThatEndedIt(int code, String words) {
        assertThat(ExitCode.words(code)).isEqualTo(words);
    }
}
