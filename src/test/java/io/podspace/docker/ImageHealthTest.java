package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.HealthCheck;
import io.podspace.host.HealthCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An image's HEALTHCHECK as the engine tells it. */
class ImageHealthTest {
    @Test
    void aProgramWithItsTimes() {
        HealthCheck check = new HealthCheck()
                .withTest(List.of("CMD", "/bin/ask", "me"))
                .withInterval(5_000_000_000L)
                .withTimeout(2_000_000_000L)
                .withStartPeriod(1_000_000_000L)
                .withRetries(4);
        assertThat(Mapping.health(check))
                .contains(new HealthCommand(
                        List.of("/bin/ask", "me"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        4));
    }

    @Test
    void aLineOfTheShellWithTheDefaults() {
        assertThat(Mapping.health(new HealthCheck().withTest(List.of("CMD-SHELL", "ask me || exit 1"))))
                .contains(new HealthCommand(
                        List.of("/bin/sh", "-c", "ask me || exit 1"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        3));
    }

    @Test
    void noneAndOneThatWasTakenAway() {
        assertThat(Mapping.health(null)).isEmpty();
        assertThat(Mapping.health(new HealthCheck())).isEmpty();
        assertThat(Mapping.health(new HealthCheck().withTest(List.of("NONE")))).isEmpty();
    }
}
