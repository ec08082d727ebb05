package io.podspace.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Result ALIVE = result(Role.LIVENESS, Verdict.PASSING);
    private static final Result DEAD = result(Role.LIVENESS, Verdict.FAILING);
    private static final Result UNKNOWN = result(Role.LIVENESS, Verdict.UNKNOWN);

    @Test
    void withoutResultsNothingIsConcluded() {
        assertThat(Judgement.of(List.of())).isEqualTo(Judgement.NONE);
        assertThat(Judgement.of(List.of(List.of(UNKNOWN)))).isEqualTo(Judgement.NONE);
        assertThat(Judgement.of(List.of(List.of(ALIVE)))).isEqualTo(Judgement.NONE);
    }

    @Test
    void aRestartNeedsTheWordOfAllWhoCheck() {
        assertThat(Judgement.of(List.of(List.of(DEAD), List.of(DEAD))).restart())
                .contains("failed its liveness check (HTTP 500: out of order)");
        assertThat(Judgement.of(List.of(List.of(DEAD), List.of(ALIVE))).restart())
                .isEmpty();
        assertThat(Judgement.of(List.of(List.of(DEAD), List.of(UNKNOWN))).restart())
                .isEmpty();
    }

    @Test
    void aStartupThatFailsRestartsTooAndTellsWhyThePodIsNotReady() {
        assertThat(Judgement.of(List.of(List.of(result(Role.STARTUP, Verdict.FAILING), UNKNOWN))))
                .isEqualTo(new Judgement(
                        Optional.of("failed its startup check (HTTP 500: out of order)"),
                        Optional.of("its startup check (HTTP 500: out of order) fails")));
    }

    @Test
    void oneWhoSaysNotReadyIsEnoughToTellWhyAndNothingIsRestarted() {
        List<Result> failing = List.of(result(Role.READINESS, Verdict.FAILING), ALIVE);
        assertThat(Judgement.of(List.of(failing, List.of(result(Role.READINESS, Verdict.PASSING), ALIVE))))
                .isEqualTo(new Judgement(
                        Optional.empty(), Optional.of("its readiness check (HTTP 500: out of order) fails")));
    }

    private static Result result(Role role, Verdict verdict) {
        return new Result(role, verdict, 0, 3, false, 500, 4, Instant.EPOCH, "out of order");
    }
}
