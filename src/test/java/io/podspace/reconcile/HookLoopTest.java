package io.podspace.reconcile;

import static io.podspace.reconcile.Given.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Amount;
import io.podspace.deployment.Hook;
import io.podspace.deployment.Hook.OnFailure;
import io.podspace.deployment.HookState;
import io.podspace.deployment.Hooks;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Strategy;
import io.podspace.host.ContainerState;
import io.podspace.host.Labels;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodPhase;
import io.podspace.simulation.Effect.Operation;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hooks of rollouts on the whole loop with simulated engines: what they hold up, what becomes of them, and what is left. */
class HookLoopTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final World world = new World(Given.host(1, 30));

    @BeforeEach
    void twoPodsServe() {
        world.proxy.exposed = true;
        world.strategy = Given.AT_ONCE;
        world.engine.publish("app:2", SimulatedImage.server("app2"));
        world.want(2, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
    }

    @Test
    void bothRunOnceAroundTheExchange() {
        roll(hook(5, 0), hook(5, 0));
        world.live(Duration.ofSeconds(4));
        assertThat(hooked()).singleElement().satisfies(container -> assertThat(
                        container.labels().get(Labels.REVISION))
                .isEqualTo("2"));
        assertThat(world.ledger.live()).hasSize(2).allMatch(pod -> pod.revision() == 1);
        assertThat(world.status().message()).contains("The hook before the exchange runs.");
        world.live(LONG);
        assertThat(states()).containsExactly(HookState.SUCCEEDED, HookState.SUCCEEDED);
        assertThat(turns()).containsExactly(RolloutState.COMPLETE);
        assertThat(world.hooks()).allSatisfy(hook -> {
            assertThat(world.starts(hook)).isEqualTo(1);
            assertThat(hook.ending().lastLog()).isEqualTo("app2 listens on 8080");
        });
        allOf(2);
    }

    @Test
    void oneThatFailsBeforeLeavesTheOldPodsUntouched() {
        List<Long> old = world.ledger.live().stream().map(PodRow::id).toList();
        roll(hook(5, 3), null);
        world.live(LONG);
        assertThat(turns()).containsExactly(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(world.ledger.turns.getLast().reason())
                .isEqualTo("The hook before the exchange ended with exit code 3. Last lines: app2 listens on 8080");
        assertThat(world.ledger.live()).extracting(PodRow::id).isEqualTo(old);
        assertThat(world.ledger.pods)
                .as("no pod of the new revision was ever made")
                .hasSize(2);
        allOf(1);
    }

    @Test
    void oneThatFailsBeforeGoesBackEvenWhereThatIsNotAskedFor() {
        Strategy d = Given.AT_ONCE;
        world.strategy = new Strategy(
                d.kind(), d.maxSurge(), d.maxUnavailable(), 0, 600, false, 0, 10, 30, d.stages(), d.hooks());
        roll(hook(1, 1), null);
        world.live(LONG);
        assertThat(turns()).containsExactly(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
    }

    @Test
    void oneThatFailsAfterGoesBack() {
        roll(null, hook(5, 1));
        world.live(LONG);
        assertThat(turns()).containsExactly(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(world.ledger.turns.getLast().reason()).contains("after the exchange ended with exit code 1");
        allOf(1);
    }

    @Test
    void oneWhoseFailureIsIgnoredIsToldAndTheRolloutGoesOn() {
        roll(
                new Hook(SimulatedImage.ending(1, 4), 60, OnFailure.IGNORE),
                new Hook(SimulatedImage.ending(1, 5), 60, OnFailure.IGNORE));
        world.live(LONG);
        assertThat(states()).containsExactly(HookState.FAILED, HookState.FAILED);
        assertThat(turns()).containsExactly(RolloutState.COMPLETE);
        assertThat(world.ledger.notes)
                .extracting(Note::message)
                .anyMatch(words -> words.contains("exit code 4") && words.contains("The rollout goes on."));
        allOf(2);
    }

    @Test
    void oneThatTakesTooLongIsStopped() {
        roll(new Hook(List.of("server"), 20, OnFailure.ABORT), null);
        world.live(Duration.ofSeconds(15));
        assertThat(states()).containsExactly(HookState.RUNNING);
        world.live(LONG);
        assertThat(states()).containsExactly(HookState.FAILED);
        assertThat(world.ledger.turns.getLast().reason()).contains("did not end within 20 s and was stopped");
        allOf(1);
    }

    @Test
    void aLongOneOutlivesTheDeadlineOfTheRollout() {
        world.strategy = Given.AT_ONCE.with(0, 30, 0);
        roll(hook(100, 0), hook(100, 0));
        world.live(Duration.ofMinutes(5));
        assertThat(turns()).containsExactly(RolloutState.COMPLETE);
    }

    @Test
    void oneThatCannotBeStartedFailsWithTheEnginesWords() {
        world.engine.refuse(
                Operation.START, new PodSpaceException(ErrorCode.ENGINE, "exec: no-such-program: not found"), 1);
        roll(hook(5, 0), null);
        world.live(LONG);
        assertThat(turns()).containsExactly(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(world.ledger.turns.getLast().reason())
                .isEqualTo("The hook before the exchange could not be started: exec: no-such-program: not found.");
    }

    @Test
    void anImageThatIsNotThereFailsIt() {
        world.strategy = Given.AT_ONCE.with(new Hooks(Optional.of(hook(5, 0)), Optional.empty()));
        world.rollOut(2, 2, Given.template("nowhere:2", 8080));
        world.live(LONG);
        assertThat(turns()).containsExactly(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(world.ledger.turns.getLast().reason()).contains("its image could not be fetched");
        allOf(1);
    }

    @Test
    void withoutAGoodRevisionNothingNewIsMade() {
        world.strategy = Given.AT_ONCE.with(new Hooks(Optional.of(hook(5, 3)), Optional.empty()));
        world.rollOut(2, 2, Given.template("app:2", 8080));
        world.turn(row -> new RolloutRow(
                row.id(),
                Optional.empty(),
                row.to(),
                row.state(),
                "",
                0,
                row.started(),
                row.progress(),
                Optional.empty(),
                Optional.empty(),
                row.staging()));
        world.live(LONG);
        assertThat(turns()).containsExactly(RolloutState.FAILED);
        assertThat(world.ledger.pods).hasSize(2);
        assertThat(world.status().message()).contains("exit code 3").contains("No pod of revision #2 is made.");
        Wanted now = world.ledger.deployments.get(DEPLOYMENT);
        world.want(3, now.revisionNumber(), now.template());
        world.live(Duration.ofSeconds(10));
        assertThat(world.ledger.live()).hasSize(3).allMatch(pod -> pod.revision() == 1);
    }

    @Test
    void anAbortStopsItAndTheOldPodsStay() {
        roll(hook(100, 0), null);
        world.live(Duration.ofSeconds(5));
        abort();
        world.live(LONG);
        assertThat(states()).containsExactly(HookState.CANCELLED);
        assertThat(turns()).containsExactly(RolloutState.ROLLED_BACK);
        allOf(1);
    }

    @Test
    void aPauseBeforeItBeginsHoldsItBackAndOneMeanwhileLetsItEnd() {
        roll(hook(5, 0), null);
        world.turn(row -> turned(row, RolloutState.PAUSED));
        world.live(Duration.ofSeconds(20));
        assertThat(states()).containsExactly(HookState.WAITING);
        world.turn(row -> turned(row, RolloutState.RUNNING));
        world.live(Duration.ofSeconds(2));
        world.turn(row -> turned(row, RolloutState.PAUSED));
        world.live(Duration.ofSeconds(20));
        assertThat(states()).containsExactly(HookState.SUCCEEDED);
        world.turn(row -> turned(row, RolloutState.RUNNING));
        world.live(LONG);
        assertThat(turns()).contains(RolloutState.COMPLETE);
        allOf(2);
    }

    @Test
    void podsThatEndMeanwhileComeBackAsTheyWereAndScalingMakesOldOnes() {
        roll(hook(60, 0), null);
        world.live(Duration.ofSeconds(5));
        world.engine.exit(1, world.running().getFirst().name(), 1);
        world.live(Duration.ofSeconds(5));
        Wanted now = world.ledger.deployments.get(DEPLOYMENT);
        world.want(4, now.revisionNumber(), now.template());
        world.live(Duration.ofSeconds(10));
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 1);
        assertThat(states()).containsExactly(HookState.RUNNING);
    }

    @Test
    void aSilentHostDecidesNothing() {
        world.strategy = Given.AT_ONCE.with(0, 30, 0);
        roll(hook(10, 0), null);
        world.live(Duration.ofSeconds(3));
        world.engine.cutOff(1);
        world.live(Duration.ofMinutes(3));
        assertThat(states()).containsExactly(HookState.RUNNING);
        world.engine.reconnect(1);
        world.live(LONG);
        assertThat(states()).as("it ended well meanwhile").containsExactly(HookState.SUCCEEDED);
        allOf(2);
    }

    @Test
    void whileItRunsItsRoomIsNobodyElses() {
        world.hosts.set(0, Given.host(1, 3));
        world.strategy = Given.AT_ONCE.with(Amount.of(0), Amount.of(1));
        world.restart();
        roll(hook(60, 0), null);
        world.live(Duration.ofSeconds(5));
        assertThat(states()).containsExactly(HookState.RUNNING);
        Wanted now = world.ledger.deployments.get(DEPLOYMENT);
        world.want(3, now.revisionNumber(), now.template());
        world.live(Duration.ofSeconds(20));
        assertThat(world.ledger.live())
                .extracting(PodRow::phase)
                .containsExactlyInAnyOrder(PodPhase.READY, PodPhase.READY, PodPhase.PENDING);
        world.live(Duration.ofSeconds(60));
        world.live(LONG);
        world.isReadyWith(3);
        assertThat(turns()).containsExactly(RolloutState.COMPLETE);
    }

    @Test
    void aProcessThatDiesBetweenMakingAndStartingItsContainerLeavesItToTheNext() {
        roll(hook(5, 0), null);
        world.engine.crashAfter(3);
        assertThat(world.settleOrDie()).isTrue();
        assertThat(hooked()).singleElement().satisfies(made -> assertThat(made.state())
                .isEqualTo(ContainerState.CREATED));
        String made = hooked().getFirst().id();
        world.restart();
        world.live(Duration.ofSeconds(4));
        assertThat(hooked()).singleElement().satisfies(adopted -> assertThat(adopted.id())
                .isEqualTo(made));
        world.live(LONG);
        assertThat(states()).containsExactly(HookState.SUCCEEDED);
        assertThat(world.starts(world.hooks().getFirst())).isEqualTo(1);
        allOf(2);
    }

    @Test
    void deletingStopsIt() {
        roll(hook(100, 0), null);
        world.live(Duration.ofSeconds(5));
        world.delete();
        world.live(LONG);
        assertThat(world.containers()).isEmpty();
        assertThat(world.ledger.deployments).isEmpty();
    }

    private void roll(Hook before, Hook after) {
        world.strategy = world.strategy.with(new Hooks(Optional.ofNullable(before), Optional.ofNullable(after)));
        world.rollOut(2, 2, Given.template("app:2", 8080));
    }

    private void abort() {
        Wanted now = world.ledger.deployments.get(DEPLOYMENT);
        Wanted back = Given.wanted(2, 1, world.ledger.made.get(1L).template(), false)
                .with(world.strategy)
                .with(now.hooks())
                .with(now.rollout().map(row -> row.goingBack("Aborted by alice.", world.clock.instant())));
        world.ledger.wish(back.told(now.status(), now.generation(), now.observedGeneration()));
    }

    private static Hook hook(int seconds, int code) {
        return new Hook(SimulatedImage.ending(seconds, code), 300, OnFailure.ABORT);
    }

    private static RolloutRow turned(RolloutRow row, RolloutState state) {
        return new RolloutRow(
                row.id(),
                row.from(),
                row.to(),
                state,
                row.reason(),
                row.points(),
                row.started(),
                row.progress(),
                row.completed(),
                row.ended(),
                row.staging());
    }

    private List<HookState> states() {
        return world.hooks().stream().map(HookRow::state).toList();
    }

    /** Of the rollout, without mere progress. */
    private List<RolloutState> turns() {
        return world.ledger.turns.stream()
                .map(RolloutRow::state)
                .filter(state -> state != RolloutState.RUNNING)
                .distinct()
                .toList();
    }

    private List<ObservedContainer> hooked() {
        return world.containers().stream()
                .filter(each -> "hook".equals(each.labels().get(Labels.KIND)))
                .toList();
    }

    private void allOf(long revision) {
        world.isReadyWith(2);
        assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == revision);
        assertThat(world.breaches).isEmpty();
        assertThat(world.ledger.notes).extracting(Note::reason).doesNotContain("UnknownContainer");
    }
}
