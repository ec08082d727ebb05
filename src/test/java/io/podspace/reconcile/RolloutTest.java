package io.podspace.reconcile;

import static io.podspace.reconcile.Given.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Amount;
import io.podspace.deployment.Hooks;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.PodTemplate.Pull;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Stages;
import io.podspace.deployment.Strategy;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.pod.PodPhase;
import io.podspace.simulation.SimulatedCrash;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rollouts from their start to their end, good and bad, on the whole loop with simulated engines and proxies. */
class RolloutTest {
    private final World world = new World(Given.host(1, 30));

    @BeforeEach
    void fourPodsServe() {
        world.proxy.exposed = true;
        world.strategy = Strategy.DEFAULT;
        world.engine.publish("good:2", SimulatedImage.server("good"));
        world.engine.publish("bad:2", SimulatedImage.server("bad").exiting(Duration.ZERO, 1));
        world.want(4, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.isReadyWith(4);
    }

    @Test
    void aGoodRevisionIsWatchedAndThenComplete() {
        world.rollOut(4, 2, Given.template("good:2", 8080));
        int least = live(Duration.ofMinutes(2));
        assertThat(states()).containsExactly(RolloutState.WATCHED);
        live(Duration.ofMinutes(2));
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.COMPLETE);
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 2);
        assertThat(least).isEqualTo(4);
        assertThat(world.breaches).isEmpty();
        atRest();
    }

    @Test
    void aCrashLoopRollsBackWithItsReason() {
        world.rollOut(4, 2, Given.template("bad:2", 8080));
        int least = live(Duration.ofMinutes(3));
        assertThat(states()).containsExactly(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(last().reason()).contains("ended with exit code 1, 3 times in a row");
        backAsItWas(least);
    }

    @Test
    void anImageThatIsNotThereRollsBackWithItsReason() {
        world.rollOut(4, 2, Given.template("nowhere:2", 8080));
        int least = live(Duration.ofMinutes(3));
        assertThat(states()).containsExactly(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(last().reason()).contains("nowhere:2 could not be fetched");
        backAsItWas(least);
    }

    @Test
    void connectionsThatLastDelayARolloutAndDoNotTurnItBack() {
        world.strategy = new Strategy(
                Kind.ROLLING, Amount.of(0), Amount.of(1), 1, 20, true, 0, 10, 30, Stages.DEFAULT, Hooks.NONE);
        world.ledger.live().forEach(pod -> world.proxy.sessions.put(pod.id(), 1));
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(Duration.ofMinutes(4));
        assertThat(states()).containsExactly(RolloutState.COMPLETE);
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 2);
    }

    @Test
    void podsThatNeverBecomeReadyRollBackAtTheDeadline() {
        world.proxy.sickFrom(2);
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(Duration.ofSeconds(590));
        assertThat(states()).isEmpty();
        int least = live(Duration.ofMinutes(3));
        assertThat(states()).containsExactly(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(last().reason()).startsWith("Nothing got better for 600 s.");
        backAsItWas(least);
    }

    /** A check that fails both readiness and liveness: the pod is restarted, and the deadline meets one that is new. */
    @Test
    void theDeadlineTellsWhyThePodBeforeWasRestarted() {
        world.strategy = Strategy.DEFAULT.with(1, 30, 0);
        world.proxy.sickFrom(2);
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(Duration.ofSeconds(26));
        world.ledger.live().stream().filter(pod -> pod.revision() == 2).forEach(pod -> world.proxy.stuck.add(pod.id()));
        live(Duration.ofSeconds(20));
        assertThat(world.ledger.turns.stream()
                        .map(RolloutRow::reason)
                        .filter(why -> why.startsWith("Nothing got better")))
                .first()
                .asString()
                .startsWith("Nothing got better for 30 s. web-")
                .endsWith(" Before, it failed its liveness check (HTTP 500).");
    }

    @Test
    void withoutAutomaticRollbackItOnlyFails() {
        Strategy d = Strategy.DEFAULT;
        world.strategy = new Strategy(
                d.kind(), d.maxSurge(), d.maxUnavailable(), 10, 600, false, 120, 10, 30, d.stages(), d.hooks());
        world.rollOut(4, 2, Given.template("bad:2", 8080));
        int least = live(Duration.ofMinutes(5));
        assertThat(states()).containsExactly(RolloutState.FAILED);
        assertThat(least).isEqualTo(4);
    }

    /** The tag means something else after the first pod has started, and each start fetches it anew. */
    @Test
    void allPodsOfARevisionRunTheSameImage() {
        world.rollOut(4, 2, always(Given.template("good:2", 8080)));
        live(Duration.ofSeconds(5));
        assertThat(world.ledger.pins).containsKey(2L);
        world.engine.publish("good:2", SimulatedImage.server("other"));
        world.engine.publish("good:first", SimulatedImage.server("good"));
        live(Duration.ofMinutes(2));
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 2);
        assertThat(world.containers())
                .flatExtracting(
                        each -> world.engine.lastLines(world.hosts.getFirst().ref(), each.name(), 5))
                .containsOnly("good listens on 8080");
    }

    private static PodTemplate always(PodTemplate template) {
        return new PodTemplate(
                template.image(),
                Pull.ALWAYS,
                template.command(),
                template.arguments(),
                template.environment(),
                template.ports(),
                template.resources(),
                template.workingDirectory(),
                template.user(),
                template.stopGraceSeconds());
    }

    @Test
    void aSilentHostDoesNotMakeARolloutFail() {
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(Duration.ofSeconds(5));
        world.engine.cutOff(1);
        live(Duration.ofMinutes(40));
        assertThat(states()).doesNotContain(RolloutState.ROLLING_BACK, RolloutState.FAILED);
        world.engine.reconnect(1);
        live(Duration.ofMinutes(5));
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.COMPLETE);
    }

    @Test
    void aCrashLoopInTheWatchWindowRollsBack() {
        world.engine.publish("late:2", SimulatedImage.server("late").exiting(Duration.ofSeconds(20), 3));
        world.strategy = Strategy.DEFAULT.with(Amount.of(4), Amount.of(0));
        world.rollOut(4, 2, Given.template("late:2", 8080));
        live(Duration.ofMinutes(6));
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(last().reason()).contains("ended with exit code 3, 3 times in a row");
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 1);
    }

    @Test
    void scalingInTheMiddleGoesOn() {
        world.rollOut(4, 2, Given.template("good:2", 8080));
        live(Duration.ofSeconds(15));
        world.want(8, 2, Given.template("good:2", 8080));
        live(Duration.ofMinutes(3));
        assertThat(world.ledger.live()).hasSize(8).allMatch(pod -> pod.revision() == 2);
        assertThat(states()).contains(RolloutState.WATCHED);
    }

    /** The process dies every few seconds, at any boundary: it still goes on, and ends once. */
    @ParameterizedTest
    @MethodSource("io.podspace.reconcile.CrashTest#strategies")
    void deathsAtEveryPointDoNotChangeTheEnd(Strategy strategy) {
        world.strategy = strategy.with(2, 600, 10);
        for (String image : List.of("good:2", "bad:2")) {
            int revision = image.startsWith("good") ? 2 : 3;
            world.ledger.turns.clear();
            world.rollOut(4, revision, Given.template(image, 8080));
            for (int nth = 1; nth <= 120; nth++) {
                world.engine.crashAfter(1 + nth % 3);
                world.ledger.crashAfter = 1 + nth % 2;
                try {
                    world.live(Duration.ofSeconds(4));
                } catch (SimulatedCrash e) {
                    world.restart();
                }
            }
            world.restart();
            world.live(Duration.ofMinutes(2));
            List<RolloutState> expected = revision == 2
                    ? List.of(RolloutState.WATCHED, RolloutState.COMPLETE)
                    : List.of(RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
            assertThat(states()).as(image).isEqualTo(expected);
            assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 2);
            assertThat(world.breaches).isEmpty();
        }
    }

    private void backAsItWas(int least) {
        assertThat(least).as("fewest in rotation").isEqualTo(4);
        assertThat(world.ledger.live()).hasSize(4).allMatch(pod -> pod.revision() == 1 && pod.attempt() == 1);
        assertThat(world.ledger.deployments.get(DEPLOYMENT).revisionNumber()).isEqualTo(1);
        assertThat(world.breaches).isEmpty();
        atRest();
    }

    private void atRest() {
        int commits = world.ledger.commits;
        world.live(Duration.ofMinutes(15));
        assertThat(world.ledger.commits).isEqualTo(commits);
        assertThat(world.ledger.live()).allMatch(pod -> pod.phase() == PodPhase.READY);
    }

    /** @return the fewest pods in rotation */
    private int live(Duration time) {
        return IntStream.range(0, (int) time.toSeconds())
                .map(second -> {
                    world.live(Duration.ofSeconds(1));
                    world.proxy.follow();
                    return world.proxy.inRotation.size();
                })
                .min()
                .orElseThrow();
    }

    private RolloutRow last() {
        return world.ledger.turns.getLast();
    }

    /** Changes of state, in order. */
    private List<RolloutState> states() {
        return world.ledger.turns.stream()
                .map(RolloutRow::state)
                .filter(state -> state != RolloutState.RUNNING)
                .toList();
    }
}
