package io.podspace.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowDownTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"1,0", "5,0", "6,1", "7,2", "8,4", "13,128", "14,256", "15,300", "100,300", "2000000000,300"})
    void pausesOfAnAccount(int failures, long seconds) {
        assertThat(SlowDown.ACCOUNT.blockedUntil(failures, NOW)).isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void aWholeClassSignsUpFromOneAddressAndThenOneAMinute() {
        Attempts attempts = new Attempts(SlowDown.SIGN_UP, 10);
        for (int i = 0; i < 100; i++) {
            assertThat(attempts.begin("school", NOW)).isEmpty();
        }
        Instant now = NOW;
        for (long pause : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(attempts.begin("school", now)).isEmpty();
            assertThat(attempts.begin("school", now)).contains(now.plusSeconds(pause));
            assertThat(attempts.begin("another", now)).isEmpty();
            now = now.plusSeconds(pause);
        }
    }

    @Test
    void anAttemptWhileBlockedDoesNotCount() {
        Attempts attempts = new Attempts(new SlowDown(1, Duration.ofMinutes(1)), 10);
        assertThat(attempts.begin("a", NOW)).isEmpty();
        assertThat(attempts.begin("a", NOW)).isEmpty();
        assertThat(attempts.begin("a", NOW)).isEqualTo(Optional.of(NOW.plusSeconds(1)));
        assertThat(attempts.begin("a", NOW)).isEqualTo(Optional.of(NOW.plusSeconds(1)));
        assertThat(attempts.begin("b", NOW)).isEmpty();
        assertThat(attempts.begin("a", NOW.plusSeconds(1))).isEmpty();
        assertThat(attempts.begin("a", NOW.plusSeconds(2))).isEqualTo(Optional.of(NOW.plusSeconds(3)));
    }

    @Test
    void successAndAnHourForget() {
        Attempts attempts = new Attempts(new SlowDown(1, Duration.ofMinutes(1)), 10);
        attempts.begin("a", NOW);
        attempts.begin("a", NOW);
        attempts.succeeded("a");
        assertThat(attempts.begin("a", NOW)).isEmpty();
        assertThat(attempts.begin("a", NOW)).isEmpty();
        Instant later = NOW.plus(Duration.ofHours(2));
        assertThat(attempts.begin("a", later)).isEmpty();
        assertThat(attempts.begin("a", later)).isEmpty();
    }

    @Test
    void memoryIsBounded() {
        Attempts attempts = new Attempts(new SlowDown(1, Duration.ofMinutes(1)), 2);
        for (int i = 0; i < 2; i++) {
            attempts.begin("a", NOW);
        }
        attempts.begin("b", NOW);
        attempts.begin("c", NOW);
        assertThat(attempts.begin("a", NOW)).isEmpty();
    }
}
