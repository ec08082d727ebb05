package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Hook;
import io.podspace.deployment.Hook.Moment;
import io.podspace.deployment.Hook.OnFailure;
import io.podspace.deployment.HookState;
import io.podspace.deployment.HookView;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.RolloutView;
import io.podspace.deployment.Staging;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookLinesTest {
    private static final Instant BEGAN = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant ENDED = BEGAN.plusSeconds(14);

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            WAITING   | ABORT  | - | -                                      | at most 60 s                                                      | Later
            RUNNING   | ABORT  | - | -                                      | it began                                                          | Now
            SUCCEEDED | ABORT  | 0 | -                                      | exit code 0 after 14 s                                            | Done
            FAILED    | ABORT  | 3 | -                                      | exit code 3 after 14 s                                            | Failed
            FAILED    | IGNORE | 3 | -                                      | exit code 3 after 14 s, and the rollout went on                   | 'Failed, ignored'
            FAILED    | ABORT  | 9 | did not end within 60 s and was stopped | it did not end within 60 s and was stopped                       | Failed
            FAILED    | ABORT  | - | -                                      | it could not be run                                               | Failed
            CANCELLED | ABORT  | - | -                                      | cancelled after 14 s                                              | Cancelled
            """)
    void eachStateInWords(
            HookState state, OnFailure onFailure, Integer exitCode, String reason, String words, String look) {
        assertThat(step(hook(state, onFailure, exitCode, reason)))
                .extracting(RolloutSteps.Step::text, step -> step.look().word(), RolloutSteps.Step::command)
                .containsExactly("Hook before the exchange: " + words, look, "sh -c 'echo a; exit 3'");
    }

    @Test
    void anotherMomentHasNone() {
        assertThat(HookLines.of(rollout(hook(HookState.RUNNING, OnFailure.ABORT, null, null)), Moment.AFTER))
                .isEmpty();
    }

    private static RolloutSteps.Step step(HookView hook) {
        return HookLines.of(rollout(hook), Moment.BEFORE).orElseThrow();
    }

    private static HookView hook(HookState state, OnFailure onFailure, Integer exitCode, String reason) {
        return new HookView(
                Moment.BEFORE,
                new Hook(List.of("sh", "-c", "echo a; exit 3"), 60, onFailure),
                state,
                state == HookState.WAITING ? Optional.empty() : Optional.of(BEGAN),
                state.over() ? Optional.of(ENDED) : Optional.empty(),
                Optional.ofNullable(exitCode),
                Optional.ofNullable(reason),
                Optional.empty());
    }

    private static RolloutView rollout(HookView hook) {
        return new RolloutView(
                1,
                Optional.of(1),
                2,
                RolloutState.RUNNING,
                Optional.empty(),
                "restart",
                "ann",
                BEGAN,
                BEGAN,
                Optional.empty(),
                Optional.empty(),
                Staging.NONE,
                List.of(hook));
    }
}
