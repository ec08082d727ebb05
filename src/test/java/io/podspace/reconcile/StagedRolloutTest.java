package io.podspace.reconcile;

import static io.podspace.reconcile.Given.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Stage;
import io.podspace.deployment.Stages;
import io.podspace.deployment.Stages.Step;
import io.podspace.deployment.Strategy;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.host.Names;
import io.podspace.pod.PodPhase;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Canary and blue/green from start to end on the whole loop: who is there, and who gets how many requests. */
class StagedRolloutTest {
    private static final Offset<Double> EXACT = within(0.01);
    private static final Strategy CANARY = Strategy.DEFAULT
            .with(2, 600, 20)
            .with(Kind.CANARY)
            .with(new Stages(List.of(new Step(10, 30), new Step(50, Stage.UNTIL_PROMOTED)), true, 0));
    private static final Strategy BLUE_GREEN = CANARY.with(Kind.BLUE_GREEN).with(new Stages(List.of(), true, 60));

    private final World world = new World(Given.host(1, 30));
    private int fewest = Integer.MAX_VALUE;

    @BeforeEach
    void fourPodsServe() {
        world.proxy.exposed = true;
        world.strategy = CANARY;
        world.engine.publish("good:2", SimulatedImage.server("good"));
        world.engine.publish("bad:2", SimulatedImage.server("bad").exiting(Duration.ZERO, 1));
        world.want(4, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.isReadyWith(4);
    }

    @Test
    void aCanaryGetsItsShareWhileAllOldPodsStay() {
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(20);
        assertThat(pods(2)).isEqualTo(1);
        assertThat(world.proxy.share(2)).isCloseTo(10, EXACT);
        live(30);
        assertThat(pods(2)).isEqualTo(2);
        assertThat(world.proxy.share(2)).isCloseTo(50, EXACT);
        live(3600);
        assertThat(pods(2)).as("it waits to be promoted, and is not late").isEqualTo(2);
        assertThat(pods(1)).isEqualTo(4);
        promote();
        live(200);
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.COMPLETE);
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 2);
        assertThat(fewest).as("fewest in rotation").isEqualTo(4);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void aCanaryThatEndsAgainAndAgainCostsNoOldPod() {
        world.rollOut(4, 2, Given.template("bad:2", 8080));
        live(120);
        wentBack("3 times in a row");
    }

    @Test
    void aCanaryThatNeverServesGetsNoRequestAndGoesBackAtTheDeadline() {
        world.proxy.sickFrom(2);
        world.rollOut(4, 2, Given.template("good:2", 8080));
        for (int second = 0; second < 650; second++) {
            live(1);
            assertThat(world.proxy.share(2)).isZero();
        }
        wentBack("Nothing got better for 600 s.");
    }

    @Test
    void theSecondSetGetsNothingThenEverythingAndTheOldOneLeavesLater() {
        world.strategy = BLUE_GREEN;
        world.rollOut(4, 2, Given.template("good:2", 8080));
        TreeSet<Double> shares = new TreeSet<>();
        for (int second = 0; second < 40; second++) {
            live(1);
            shares.add(world.proxy.share(2));
        }
        assertThat(shares).as("at once").containsExactly(0.0, 100.0);
        assertThat(pods(1)).isEqualTo(4);
        live(120);
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.COMPLETE);
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 2);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void switchingBackGivesTheOldSetEverythingAtOnce() {
        world.strategy = BLUE_GREEN;
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(40);
        assertThat(world.proxy.share(2)).isCloseTo(100, EXACT);
        abort();
        assertThat(world.proxy.share(1)).as("before anything else happens").isCloseTo(100, EXACT);
        live(60);
        wentBack("Aborted");
    }

    @Test
    void aSecondSetThatStopsServingGoesBackAtOnce() {
        world.strategy = BLUE_GREEN;
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(40);
        world.proxy.sickFrom(2);
        live(2);
        assertThat(world.proxy.share(1)).isCloseTo(100, EXACT);
        live(60);
        wentBack("No pod of revision #2 serves any more.");
    }

    @Test
    void aCanaryThatAnswersWithErrorsGoesBackWithTheNumbers() {
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(20);
        world.answer(1, 900, 9);
        world.answer(2, 49, 49);
        live(20);
        assertThat(states()).as("too few to judge by").isEmpty();
        world.answer(2, 51, 1);
        live(30);
        wentBack("of revision #2: 50 of 100 (50.0 %) of the responses; the revision before it: 9 of 900 (1.0 %).");
    }

    @Test
    void theJudgementGoesOnWhereAnotherNodeTakesOverInAStage() {
        world.answer(1, 900, 9);
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(20);
        world.answer(2, 30, 15);
        live(10);
        world.answerUnseen(2, 40, 20);
        world.restart();
        live(20);
        assertThat(world.ledger.turns.getLast().reason())
                .contains(
                        "of revision #2: 35 of 70 (50.0 %) of the responses; the revision before it: 9 of 900 (1.0 %).");
        wentBack("Server errors");
    }

    @Test
    void theJudgementGoesOnWhereAnotherNodeTakesOverInTheWatchWindow() {
        world.strategy = Strategy.DEFAULT.with(2, 600, 120);
        world.rollOut(4, 2, Given.template("good:2", 8080));
        world.answer(1, 1000, 0);
        live(60);
        assertThat(states()).containsExactly(RolloutState.WATCHED);
        world.answer(2, 40, 4);
        live(10);
        world.restart();
        live(10);
        assertThat(states()).as("too few to judge by").containsExactly(RolloutState.WATCHED);
        world.answer(2, 40, 4);
        live(60);
        assertThat(world.ledger.turns.getLast().reason())
                .contains(
                        "of revision #2: 8 of 80 (10.0 %) of the responses; the revision before it: 0 of 1000 (0.0 %).");
    }

    @Test
    void aNodeThatTakesTheLeaseBackCountsNothingTwice() {
        world.answer(1, 100, 0);
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(20);
        world.answer(2, 40, 4);
        live(10);
        world.newEpoch();
        live(10);
        world.newEpoch();
        live(20);
        assertThat(states()).as("40 responses are too few to judge by").isEmpty();
        world.answer(2, 20, 20);
        live(20);
        assertThat(world.ledger.turns.getLast().reason()).contains("24 of 60 (40.0 %)");
    }

    @Test
    void errorsInTheWatchWindowRollBack() {
        world.strategy = Strategy.DEFAULT.with(2, 600, 120);
        world.answer(1, 1000, 0);
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(60);
        assertThat(states()).containsExactly(RolloutState.WATCHED);
        world.answer(2, 200, 20);
        live(120);
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 1);
    }

    @Test
    void errorsFromBeforeTheRolloutDoNotCount() {
        world.answer(2, 500, 500);
        live(30);
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(100);
        assertThat(states()).isEmpty();
    }

    @Test
    void anOldPodThatEndsMeanwhileComesBackAsItWas() {
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(60);
        for (int i = 0; i < 4; i++) {
            world.engine.exit(1, Names.pod(Given.CLUSTER, firstOf(1)), 1);
        }
        live(60);
        assertThat(pods(1)).isEqualTo(4);
        assertThat(pods(2)).isEqualTo(2);
    }

    @Test
    void scalingInTheMiddleKeepsTheProportion() {
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(60);
        world.want(10, 2, Given.template("good:2", 8080));
        live(30);
        assertThat(List.of(pods(1), pods(2))).containsExactly(10, 5);
        assertThat(world.proxy.share(2)).isCloseTo(50, EXACT);
        world.want(2, 2, Given.template("good:2", 8080));
        live(60);
        assertThat(List.of(pods(1), pods(2))).containsExactly(2, 1);
        assertThat(world.proxy.share(2)).isCloseTo(50, EXACT);
    }

    @Test
    void anotherStrategyChosenInTheMiddleFinishesTheRollout() {
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(60);
        world.strategy = Strategy.DEFAULT.with(2, 600, 20);
        world.want(4, 2, Given.template("good:2", 8080));
        live(200);
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.COMPLETE);
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 2);
    }

    @Test
    void scaledToNothingItIsOver() {
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(60);
        world.want(0, 2, Given.template("good:2", 8080));
        live(120);
        assertThat(world.containers()).isEmpty();
        assertThat(states()).endsWith(RolloutState.COMPLETE);
    }

    private long firstOf(int revision) {
        return world.ledger.live().stream()
                .filter(pod -> pod.revision() == revision && pod.phase() == PodPhase.READY)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void wentBack(String why) {
        assertThat(states()).containsExactly(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(world.ledger.turns.getLast().reason()).contains(why);
        assertThat(fewest).as("fewest in rotation").isEqualTo(4);
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 1 && pod.attempt() == 1);
        assertThat(world.proxy.share(1)).isCloseTo(100, EXACT);
        assertThat(world.breaches).isEmpty();
    }

    /** As {@code Rollouts.promote} does it. */
    private void promote() {
        world.turn(
                row -> row.staged(row.staging().next(world.strategy.sequence().size()), world.clock.instant()));
    }

    /** As {@code Rollouts.abort} does it, with the wish that goes back. */
    private void abort() {
        world.turn(row -> row.goingBack("Aborted", world.clock.instant()));
        world.ledger.turns.add(
                world.ledger.deployments.get(DEPLOYMENT).rollout().orElseThrow());
        world.want(4, 1, Given.template(Given.IMAGE, 8080));
    }

    private int pods(int revision) {
        return (int) world.ledger.live().stream()
                .filter(pod -> pod.active() && pod.revision() == revision)
                .count();
    }

    private void live(int seconds) {
        for (int second = 0; second < seconds; second++) {
            world.live(Duration.ofSeconds(1));
            world.proxy.follow();
            fewest = Math.min(fewest, world.proxy.inRotation.size());
        }
    }

    private List<RolloutState> states() {
        return world.ledger.turns.stream()
                .map(RolloutRow::state)
                .filter(state -> state != RolloutState.RUNNING)
                .toList();
    }
}
