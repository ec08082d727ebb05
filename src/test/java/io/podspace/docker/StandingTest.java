package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import org.junit.jupiter.api.Test;

class StandingTest {
    private final Standing standing = new Standing();

    @Test
    void callsFailWithTheReasonOfTheLastListingUntilOneIsAnswered() {
        assertThatCode(standing::mustAnswer).doesNotThrowAnyException();
        standing.failed(new PodSpaceException(ErrorCode.HOST_UNREACHABLE, "It hangs."));
        assertThatThrownBy(standing::mustAnswer).hasMessage("It hangs.");
        assertThatThrownBy(standing::mustAnswer).hasMessage("It hangs.");
        standing.answered();
        assertThatCode(standing::mustAnswer).doesNotThrowAnyException();
    }

    @Test
    void aRefusalIsAnAnswer() {
        standing.failed(new PodSpaceException(ErrorCode.HOST_UNREACHABLE, "It hangs."));
        standing.failed(new PodSpaceException(ErrorCode.ENGINE, "No."));
        assertThatCode(standing::mustAnswer).doesNotThrowAnyException();
    }
}
