package io.podspace.reconcile;

import static io.podspace.reconcile.Given.CLUSTER;
import static io.podspace.reconcile.Given.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Staging;
import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.host.ContainerState;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.Observation;
import io.podspace.host.ObservedContainer;
import io.podspace.host.ObservedHealth;
import io.podspace.host.Sight;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.service.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that is not in the image is the pod's word before the engine has run it for the first time. */
class MissingCheckTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String NAME = Names.pod(CLUSTER, 11);
    private static final Optional<Check> COMMAND =
            Optional.of(Check.of(new Method.Command(List.of("/bin/check", "-q"))));
    private static final Action.TryCheck TRY = new Action.TryCheck(1, NAME, List.of("/bin/check", "-q"));

    @ParameterizedTest
    @ValueSource(strings = {"startup", "liveness", "readiness"})
    void itIsTriedOnceBeforeTheEngineRunsItAndToldAtOnce(String role) {
        Checks checks =
                switch (role) {
                    case "startup" -> new Checks(COMMAND, Optional.empty(), Optional.empty());
                    case "liveness" -> new Checks(Optional.empty(), COMMAND, Optional.empty());
                    default -> new Checks(Optional.empty(), Optional.empty(), COMMAND);
                };
        assertThat(plan(checks, Optional.empty(), Efforts.NONE).effects()).containsExactly(TRY);

        Plan told = plan(checks, Optional.empty(), after(new Effort.Tried(TRY, true)));
        assertThat(told.effects()).isEmpty();
        assertThat(told.changed()).singleElement().satisfies(pod -> assertThat(pod.display())
                .extracting(Display::status, Display::reason)
                .containsExactly(PodStatus.ERROR, "CheckCommand"));
        assertThat(told.notes())
                .extracting(Note::message)
                .anyMatch(words -> words.startsWith("web-0: ") && words.contains("has no '/bin/check'"));
    }

    @Test
    void oneThatIsThereSaysNothingAndOneThatTheEngineHasRunIsNotTried() {
        Checks checks = new Checks(Optional.empty(), Optional.empty(), COMMAND);
        assertThat(plan(checks, Optional.empty(), after(new Effort.Tried(TRY, false)))
                        .effects())
                .isEmpty();
        assertThat(plan(checks, Optional.of(NOW), Efforts.NONE).effects()).isEmpty();
    }

    @Test
    void aRolloutWhoseCheckCanNeverPassGoesBackAtOnce() {
        RolloutRow rollout = new RolloutRow(
                5,
                Optional.of(7),
                1,
                RolloutState.RUNNING,
                "",
                0,
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Staging.NONE);
        Checks checks = new Checks(Optional.empty(), Optional.empty(), COMMAND);
        Wanted wanted = wanted(checks).with(Optional.of(rollout));
        RolloutRow back = plan(wanted, Optional.empty(), after(new Effort.Tried(TRY, true)))
                .rollout()
                .orElseThrow();
        assertThat(back.state()).isEqualTo(RolloutState.ROLLING_BACK);
        assertThat(back.reason()).startsWith("web-0: It runs, but its check cannot: the image has no '/bin/check'");
        assertThat(plan(wanted, Optional.empty(), after(new Effort.Tried(TRY, false)))
                        .rollout())
                .isEmpty();
    }

    private static Efforts after(Effort effort) {
        return new Efforts(Map.of(NAME, effort), Map.of(), Map.of());
    }

    private static Plan plan(Checks checks, Optional<Instant> firstRun, Efforts efforts) {
        return plan(wanted(checks), firstRun, efforts);
    }

    private static Wanted wanted(Checks checks) {
        return Given.wanted(1, 1, Given.template(Given.IMAGE).withChecks(checks), false);
    }

    private static Plan plan(Wanted wanted, Optional<Instant> firstRun, Efforts efforts) {
        ObservedContainer up = new ObservedContainer(
                "id-11",
                NAME,
                Map.of(Labels.KIND, "pod", Labels.POD, "11", Labels.DEPLOYMENT, Long.toString(DEPLOYMENT)),
                ContainerState.RUNNING,
                Map.of("net", "10.0.0.2"),
                Map.of(),
                OptionalInt.empty(),
                false,
                Optional.of(NOW),
                Optional.empty(),
                Optional.of(new ObservedHealth(ObservedHealth.Status.STARTING, 0, 0, "", 0, firstRun)));
        PodRow pod = new PodRow(
                11,
                "uid-11",
                0,
                1,
                1,
                wanted.request(1),
                Optional.of(1L),
                PodPhase.STARTING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Ending.NONE,
                PodRow.Times.since(NOW),
                Display.of(PodStatus.STARTING));
        return Planner.plan(new Snapshot(
                NOW,
                CLUSTER,
                DEPLOYMENT,
                Optional.of(wanted),
                List.of(pod.running("id-11", Optional.of("10.0.0.2"), NOW)),
                Map.of(1L, Given.host(1, 20)),
                Map.of(
                        1L,
                        new Sight(
                                Given.host(1, 20).ref(), 5, new Observation.Seen(List.of(up), NOW), Optional.empty())),
                Set.of(),
                Optional.of(Map.of()),
                Map.of(11L, Rotation.UNEXPOSED),
                efforts,
                Answers.NONE));
    }
}
