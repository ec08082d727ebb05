package io.podspace.reconcile;

import static io.podspace.reconcile.Given.CLUSTER;
import static io.podspace.reconcile.Given.DEPLOYMENT;
import static io.podspace.reconcile.Given.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Strategy;
import io.podspace.health.Judgement;
import io.podspace.host.ContainerState;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.Observation;
import io.podspace.host.ObservedContainer;
import io.podspace.host.Sight;
import io.podspace.placement.Usage;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.service.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshot in, whole list of actions out. */
class PlannerTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String NAME = Names.pod(CLUSTER, 11);

    static Stream<Arguments> plans() {
        PodRow starting = pod(PodPhase.STARTING);
        PodRow known = starting.running("id-11", Optional.of("10.0.0.2"), NOW);
        PodRow ready = known.ready(NOW);
        PodRow draining = ready.draining(NOW);
        PodRow stopping = draining.stopping();
        ObservedContainer up = container(ContainerState.RUNNING, "10.0.0.2");
        ObservedContainer over = container(ContainerState.EXITED, "");
        Rotation busy = new Rotation(true, 1, 0, 1, 1, 0, 4);
        Rotation serving = new Rotation(true, 1, 0, 1, 1, 1, 4);
        Rotation silent = new Rotation(true, 1, 1, 0, 0, 0, 0);
        Ending crash = new Ending(Optional.of(1), false, "boom");
        return Stream.of(
                Arguments.of(
                        "nothing is there",
                        snapshot(1, List.of(), seen(), Rotation.UNEXPOSED),
                        List.of(new Action.CreatePod(0, 1, Optional.of(1L), Action.Heritage.NONE))),
                Arguments.of(
                        "a row without container is started",
                        snapshot(1, List.of(starting), seen(), Rotation.UNEXPOSED),
                        List.of(new Action.Start(1, NAME, 11, PROJECT))),
                Arguments.of(
                        "a running container is noted and ready",
                        snapshot(1, List.of(starting), seen(up), Rotation.UNEXPOSED),
                        List.of(
                                new Action.NoteRunning(11, "id-11", Optional.of("10.0.0.2"), NOW),
                                new Action.MarkReady(11))),
                Arguments.of("as wanted", snapshot(1, List.of(ready), seen(up), serving), List.of()),
                Arguments.of(
                        "surplus leaves rotation first",
                        snapshot(0, List.of(ready), seen(up), serving),
                        List.of(new Action.TakeOut(11))),
                Arguments.of("requests are waited for", snapshot(0, List.of(draining), seen(up), busy), List.of()),
                Arguments.of(
                        "in rotation it is never stopped",
                        snapshot(0, List.of(draining), seen(up), serving).at(NOW.plus(Duration.ofHours(1))),
                        List.of()),
                Arguments.of(
                        "a silent proxy holds up the stop",
                        snapshot(0, List.of(draining), seen(up), silent).at(NOW.plus(Duration.ofHours(1))),
                        List.of()),
                Arguments.of(
                        "the drain limit ends the waiting",
                        snapshot(0, List.of(draining), seen(up), busy)
                                .at(NOW.plusSeconds(Strategy.DEFAULT.drainSeconds())),
                        List.of(new Action.BeginStop(11), new Action.Stop(1, NAME, 10, List.of()))),
                Arguments.of(
                        "a stop is repeated after a crash",
                        snapshot(0, List.of(stopping), seen(up), Rotation.UNEXPOSED),
                        List.of(new Action.Stop(1, NAME, 10, List.of()))),
                Arguments.of(
                        "an exit is harvested first",
                        snapshot(1, List.of(ready), seen(over), serving),
                        List.of(new Action.Harvest(1, NAME))),
                Arguments.of(
                        "then the slot gets its next attempt at once, and the rest is removed",
                        snapshot(1, List.of(ready), seen(over), serving)
                                .doing(new Effort.Harvested(new Action.Harvest(1, NAME), crash)),
                        List.of(
                                new Action.EndAttempt(11, crash),
                                new Action.CreatePod(
                                        0, 1, Optional.of(1L), new Action.Heritage(1, 1, Optional.empty(), crash)),
                                new Action.Remove(1, NAME))),
                Arguments.of(
                        "absence seen once means nothing", snapshot(1, List.of(ready), seen(), serving), List.of()),
                Arguments.of("a silent host means nothing", snapshot(1, List.of(ready), silent(), serving), List.of()),
                Arguments.of(
                        "a silent host takes nothing new",
                        snapshot(1, List.of(), silent(), serving),
                        List.of(new Action.CreatePod(0, 1, Optional.empty(), Action.Heritage.NONE))),
                Arguments.of(
                        "what is under way is left alone",
                        snapshot(1, List.of(starting), seen(), Rotation.UNEXPOSED)
                                .doing(new Effort.Running(new Action.Start(1, NAME, 11, PROJECT))),
                        List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void plans(String name, Situation situation, List<Action> actions) {
        assertThat(Planner.plan(situation.snapshot()).actions()).isEqualTo(actions);
    }

    @Test
    void theSameSnapshotGivesTheSamePlan() {
        Snapshot snapshot = snapshot(5, List.of(), seen(), Rotation.UNEXPOSED).snapshot();
        assertThat(Planner.plan(snapshot)).isEqualTo(Planner.plan(snapshot));
    }

    @Test
    void aReadyPodStaysReadyWhileAnotherProxyHasNotCheckedItYet() {
        PodRow ready = pod(PodPhase.STARTING)
                .running("id-11", Optional.of("10.0.0.2"), NOW)
                .ready(NOW);
        Observation up = seen(container(ContainerState.RUNNING, "10.0.0.2"));
        Rotation oneOfTwo = new Rotation(true, 2, 0, 2, 1, 2, 0);
        assertThat(statusOf(snapshot(1, List.of(ready), up, oneOfTwo))).isEqualTo(PodStatus.READY);
        Rotation none = new Rotation(true, 2, 0, 2, 0, 2, 0);
        assertThat(statusOf(snapshot(1, List.of(ready), up, none))).isEqualTo(PodStatus.NOT_READY);
        Judgement fails = new Judgement(Optional.empty(), Optional.of("its readiness check fails"));
        Rotation failing = new Rotation(true, 2, 0, 2, 1, 2, 0, fails, Optional.empty());
        assertThat(statusOf(snapshot(1, List.of(ready), up, failing))).isEqualTo(PodStatus.NOT_READY);
    }

    @Test
    void aHostIsCalledSilentOnceItWasAsked() {
        PodRow ready = pod(PodPhase.STARTING)
                .running("id-11", Optional.of("10.0.0.2"), NOW)
                .ready(NOW)
                .shown(Display.of(PodStatus.READY));
        Situation asked = snapshot(1, List.of(ready), silent(), Rotation.UNEXPOSED);
        assertThat(statusOf(asked)).isEqualTo(PodStatus.UNKNOWN);
        Plan plan = Planner.plan(asked.unlooked().snapshot());
        assertThat(plan.changed()).isEmpty();
        assertThat(plan.notes()).isEmpty();
    }

    private static PodStatus statusOf(Situation situation) {
        return Planner.plan(situation.snapshot()).changed().getFirst().display().status();
    }

    /** A snapshot that a row of the table may still bend. */
    private record Situation(Snapshot snapshot) {
        Situation at(Instant now) {
            Snapshot s = snapshot;
            return new Situation(new Snapshot(
                    now,
                    s.cluster(),
                    s.deployment(),
                    s.wanted(),
                    s.pods(),
                    s.hosts(),
                    s.sights(),
                    s.full(),
                    s.usage(),
                    s.rotation(),
                    s.efforts(),
                    s.answers()));
        }

        /** Before the first listing. */
        Situation unlooked() {
            Snapshot s = snapshot;
            Map<Long, Sight> sights = new HashMap<>();
            s.sights()
                    .forEach((id, sight) -> sights.put(id, new Sight(sight.host(), 0, sight.now(), Optional.empty())));
            return new Situation(new Snapshot(
                    s.now(),
                    s.cluster(),
                    s.deployment(),
                    s.wanted(),
                    s.pods(),
                    s.hosts(),
                    sights,
                    s.full(),
                    s.usage(),
                    s.rotation(),
                    s.efforts(),
                    s.answers()));
        }

        Situation doing(Effort effort) {
            Snapshot s = snapshot;
            return new Situation(new Snapshot(
                    s.now(),
                    s.cluster(),
                    s.deployment(),
                    s.wanted(),
                    s.pods(),
                    s.hosts(),
                    s.sights(),
                    s.full(),
                    s.usage(),
                    s.rotation(),
                    new Efforts(Map.of(effort.effect().name(), effort), Map.of(), Map.of()),
                    s.answers()));
        }
    }

    private static Situation snapshot(int replicas, List<PodRow> pods, Observation observation, Rotation rotation) {
        HostRef host = Given.host(1, 20).ref();
        return new Situation(new Snapshot(
                NOW,
                CLUSTER,
                DEPLOYMENT,
                Optional.of(Given.wanted(replicas)),
                pods,
                Map.of(1L, Given.host(1, 20)),
                Map.of(1L, new Sight(host, 5, observation, Optional.empty())),
                Set.of(),
                Optional.of(Map.<Long, Usage>of()),
                Map.of(11L, rotation),
                Efforts.NONE,
                Answers.NONE));
    }

    private static Observation seen(ObservedContainer... containers) {
        return new Observation.Seen(List.of(containers), NOW);
    }

    private static Observation silent() {
        return new Observation.Unreachable(NOW, "It does not answer.");
    }

    private static PodRow pod(PodPhase phase) {
        return new PodRow(
                11,
                "uid-11",
                0,
                1,
                1,
                Given.wanted(1).request(1),
                Optional.of(1L),
                phase,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Ending.NONE,
                PodRow.Times.since(NOW),
                Display.of(PodStatus.STARTING));
    }

    private static ObservedContainer container(ContainerState state, String address) {
        return new ObservedContainer(
                "id-11",
                NAME,
                Map.of(
                        Labels.KIND, "pod",
                        Labels.POD, "11",
                        Labels.DEPLOYMENT, Long.toString(DEPLOYMENT)),
                state,
                address.isEmpty() ? Map.of() : Map.of("net", address),
                Map.of(),
                OptionalInt.empty(),
                false,
                Optional.of(NOW),
                Optional.empty());
    }
}
