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
import io.podspace.deployment.Strategy;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.report.PodView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutStepsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void saysThatOldPodsWaitForOpenConnectionsAndHowLong() {
        List<PodView> pods = List.of(
                pod(2, PodStatus.READY, Optional.empty()),
                pod(1, PodStatus.READY, Optional.empty()),
                pod(1, PodStatus.TERMINATING, Optional.of("OpenConnections")));
        assertThat(exchange(Strategy.DEFAULT.withDrain(45), pods))
                .isEqualTo("1 of 2 pods of revision #2 serve, 2 of older revisions left."
                        + " 1 waits for open connections, 45 s at most");
        assertThat(exchange(Strategy.DEFAULT, pods.subList(0, 2)))
                .isEqualTo("1 of 2 pods of revision #2 serve, 1 of older revisions left");
    }

    @Test
    void namesNoLimitWhereEachPodHasItsOwn() {
        List<PodView> pods = List.of(pod(1, PodStatus.TERMINATING, Optional.of("OpenConnections")));
        assertThat(exchange(Strategy.DEFAULT.with(Strategy.Kind.RECREATE), pods))
                .endsWith("1 of older revisions left. 1 waits for open connections");
    }

    @Test
    void promisesNoWatchWhereThereIsNone() {
        assertThat(texts(Strategy.DEFAULT.with(10, 600, 0))).noneMatch(text -> text.startsWith("Watched"));
        assertThat(texts(Strategy.DEFAULT.with(10, 600, 60))).anyMatch(text -> text.startsWith("Watched for 60 s"));
    }

    /** What its hook printed is said once, and no pod is said to be gone back to that nobody had left. */
    @Test
    void tellsOnceWhyAHookTurnedBackAndThatNoPodWasMade() {
        assertThat(rolledBack(Moment.BEFORE, OnFailure.ABORT, "The hook before the exchange ended with exit code 3."))
                .containsExactly(
                        "Started by ada: image",
                        "Hook before the exchange: exit code 3",
                        "Rolled back: no pod of revision #2 was made, every pod is of revision #1");
        assertThat(rolledBack(Moment.AFTER, OnFailure.ABORT, "The hook after the exchange ended with exit code 3."))
                .containsExactly(
                        "Started by ada: image",
                        "Hook after the exchange: exit code 3",
                        "Rolled back: every pod is of revision #1 again");
        assertThat(rolledBack(Moment.BEFORE, OnFailure.IGNORE, "Too late"))
                .containsExactly(
                        "Started by ada: image",
                        "Hook before the exchange: exit code 3, and the rollout went on",
                        "Too late",
                        "Rolled back: every pod is of revision #1 again");
    }

    /** Of a rollout that was paused, so that its hook's end was not judged when somebody aborted. */
    @Test
    void namesWhoAbortedAlsoWhereAHookHadFailed() {
        assertThat(rolledBack(Moment.BEFORE, OnFailure.ABORT, "Aborted by bob."))
                .containsExactly(
                        "Started by ada: image",
                        "Hook before the exchange: exit code 3",
                        "Aborted by bob.",
                        "Rolled back: no pod of revision #2 was made, every pod is of revision #1");
    }

    private static List<String> rolledBack(Moment moment, OnFailure onFailure, String reason) {
        HookView hook = new HookView(
                moment,
                new Hook(List.of("/bin/migrate"), 60, onFailure),
                HookState.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(3),
                Optional.empty(),
                Optional.empty());
        return RolloutSteps.of(
                        rollout(RolloutState.ROLLED_BACK, Optional.of(reason), List.of(hook)),
                        Strategy.DEFAULT,
                        2,
                        List.of())
                .stream()
                .map(RolloutSteps.Step::text)
                .toList();
    }

    private static List<String> texts(Strategy strategy) {
        return RolloutSteps.of(running(), strategy, 2, List.of()).stream()
                .map(RolloutSteps.Step::text)
                .toList();
    }

    private static String exchange(Strategy strategy, List<PodView> pods) {
        return RolloutSteps.of(running(), strategy, 2, pods).stream()
                .filter(step -> step.look().word().equals("Now"))
                .map(RolloutSteps.Step::text)
                .findFirst()
                .orElseThrow();
    }

    private static RolloutView running() {
        return rollout(RolloutState.RUNNING, Optional.empty(), List.of());
    }

    private static RolloutView rollout(RolloutState state, Optional<String> reason, List<HookView> hooks) {
        return new RolloutView(
                1,
                Optional.of(1),
                2,
                state,
                reason,
                "image",
                "ada",
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Staging.NONE,
                hooks);
    }

    private static PodView pod(int revision, PodStatus status, Optional<String> reason) {
        return new PodView(
                1,
                "uid",
                "web-0",
                1,
                1,
                "web",
                Map.of(),
                0,
                1,
                revision,
                "demo:1",
                status,
                PodPhase.READY,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                reason,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }
}
