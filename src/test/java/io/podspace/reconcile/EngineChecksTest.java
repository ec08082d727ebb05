package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Judgement;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.host.ContainerState;
import io.podspace.host.ObservedContainer;
import io.podspace.host.ObservedHealth;
import io.podspace.host.ObservedHealth.Status;
import io.podspace.pod.PodPhase;
import io.podspace.service.ProxyTable.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EngineChecksTest {
    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");
    private static final Check COMMAND = Check.of(new Method.Command(List.of("/bin/check")));

    @Test
    void theEnginesWordIsTheVerdictOfEveryCheckThatIsACommand() {
        Checks checks = new Checks(Optional.empty(), Optional.of(COMMAND), Optional.of(Check.of(new Method.Tcp(80))));
        assertThat(EngineChecks.results(checks, container(Status.UNHEALTHY, 3, 1, "no\nluck")))
                .containsExactly(
                        new Result(Role.LIVENESS, Verdict.FAILING, 0, 3, false, 0, 12, AT, "exit code 1: no luck"));
        assertThat(EngineChecks.results(checks, container(Status.HEALTHY, 0, 0, "fine")))
                .containsExactly(new Result(Role.LIVENESS, Verdict.PASSING, 1, 0, true, 0, 12, AT, "fine"));
        assertThat(EngineChecks.results(Checks.NONE, container(Status.UNHEALTHY, 3, 1, "")))
                .isEmpty();
    }

    @Test
    void aCommandThatIsNotInTheImageIsTheReasonAfterItsFirstRun() {
        Checks checks = new Checks(Optional.empty(), Optional.empty(), Optional.of(COMMAND));
        List<Result> results = EngineChecks.results(
                checks, container(Status.STARTING, 1, 127, "exec: \"/bin/check\": no such file or directory"));
        assertThat(Judgement.of(List.of(results))).isEqualTo(Judgement.NONE);
        assertThat(Judgement.trouble(results))
                .contains("its readiness check fails (exit code 127: exec: \"/bin/check\": no such file or directory)");
    }

    /** Docker's words of a command that it ended mean little to people. */
    @Test
    void aCommandThatTakesTooLongIsToldWithItsLimit() {
        Checks checks = new Checks(Optional.empty(), Optional.of(COMMAND), Optional.empty());
        assertThat(EngineChecks.results(
                        checks,
                        container(Status.STARTING, 1, -1, "Health check exceeded timeout (1s): half an answer")))
                .extracting(Result::words)
                .containsExactly("it did not end within 1 s");
    }

    @Test
    void aReadyPodWhoseCommandFailsGetsNoNewRequests() {
        assertThat(RoutingRows.wish(PodPhase.READY, "", true)).contains(Wish.SERVE);
        assertThat(RoutingRows.wish(PodPhase.READY, RoutingRows.COMMAND_FAILING, false))
                .contains(Wish.WARM);
    }

    @Test
    void aStartingPodJoinsByItselfUnlessItsReadinessIsACommand() {
        assertThat(RoutingRows.wish(PodPhase.STARTING, "", true)).contains(Wish.JOIN);
        assertThat(RoutingRows.wish(PodPhase.STARTING, "", false)).contains(Wish.WARM);
        Check port = Check.of(new Method.Tcp(80));
        assertThat(checks(Optional.empty(), Optional.of(COMMAND)).readyByCommand())
                .isTrue();
        assertThat(checks(Optional.of(COMMAND), Optional.empty()).readyByCommand())
                .isTrue();
        assertThat(checks(Optional.of(COMMAND), Optional.of(port)).readyByCommand())
                .isFalse();
        assertThat(checks(Optional.of(port), Optional.empty()).readyByCommand()).isFalse();
        assertThat(Checks.NONE.readyByCommand()).isFalse();
    }

    private static Checks checks(Optional<Check> startup, Optional<Check> readiness) {
        return new Checks(startup, Optional.of(COMMAND), readiness);
    }

    private static ObservedContainer container(Status status, int failures, int exitCode, String output) {
        return new ObservedContainer(
                "id",
                "name",
                Map.of(),
                ContainerState.RUNNING,
                Map.of(),
                Map.of(),
                OptionalInt.empty(),
                false,
                Optional.of(AT),
                Optional.empty(),
                Optional.of(new ObservedHealth(status, failures, exitCode, output, 12, Optional.of(AT))));
    }
}
