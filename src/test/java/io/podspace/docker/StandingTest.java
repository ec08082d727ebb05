package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final HostRef HOST =
            new HostRef(1, "h1", URI.create("unix:///engine.sock"), "127.0.0.1", "", "AAAA");

    private final Standing standing = new Standing(HOST);
    private int asked;

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

    @Test
    void theEngineIsAskedWhoItIsOnceAndAgainAfterADoubt() {
        standing.verify(() -> id("AAAA"));
        standing.verify(() -> id("AAAA"));
        assertThat(asked).isEqualTo(1);
        standing.doubt();
        standing.verify(() -> id("AAAA"));
        standing.verify(() -> id("AAAA"));
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aDoubtThatComesWhileItIsAskedIsNotForgotten() {
        standing.verify(() -> {
            standing.doubt();
            return id("AAAA");
        });
        standing.verify(() -> id("AAAA"));
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void anotherEngineIsNotCalledUntilTheKnownOneAnswersAListing() {
        standing.verify(() -> id("AAAA"));
        standing.doubt();
        assertThatThrownBy(() -> standing.verify(() -> id("BBBB")))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_UNREACHABLE))
                .hasMessageContainingAll("Another engine answers", "BBBB", "AAAA", "h1", "accept");
        assertThat(standing.other()).contains("BBBB");
        assertThatThrownBy(standing::mustAnswer).hasMessageContaining("Another engine answers");
        assertThatThrownBy(() -> standing.verify(() -> id("BBBB"))).hasMessageContaining("BBBB");
        standing.listing();
        standing.verify(() -> id("AAAA"));
        standing.answered();
        assertThat(standing.other()).isEmpty();
        assertThatCode(standing::mustAnswer).doesNotThrowAnyException();
    }

    @Test
    void whereNoneIsKnownWhoeverAnswersIsBelievedWithoutAQuestion() {
        Standing first = new Standing(new HostRef(1, "h1", HOST.endpoint(), ""));
        first.verify(() -> id("BBBB"));
        assertThat(asked).isZero();
    }

    private String id(String id) {
        asked++;
        return id;
    }
}
