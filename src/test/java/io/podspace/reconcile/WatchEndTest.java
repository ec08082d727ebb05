package io.podspace.reconcile;

import static io.podspace.reconcile.Given.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Strategy;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch after a rollout ends while no node looks: the next one must not call the revision good before it has looked. */
class WatchEndTest {
    private final World world = new World(Given.host(1, 30));

    @BeforeEach
    void aRolloutIsWatched() {
        world.proxy.exposed = true;
        world.strategy = Strategy.DEFAULT.with(2, 600, 60);
        world.engine.publish("good:2", SimulatedImage.server("good"));
        world.want(4, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.answer(1, 1000, 0);
        world.rollOut(4, 2, Given.template("good:2", 8080));
        world.liveUntil(() -> states().equals(List.of(RolloutState.WATCHED)), 100);
    }

    @Test
    void whatWasAnsweredWhileNobodyLookedIsJudgedAfterItsEnd() {
        world.answer(2, 20, 0);
        world.live(Duration.ofSeconds(10));
        nobodyLooksFor(Duration.ofMinutes(5), 200, 100);
        world.unlooked = true;
        world.live(Duration.ofSeconds(10));
        assertThat(states()).as("nothing is concluded from not having looked").containsExactly(RolloutState.WATCHED);
        world.unlooked = false;
        world.live(Duration.ofSeconds(60));
        wentBack("100 of 220");
    }

    /** Then there are marks of its pods nevertheless, to count on from. */
    @Test
    void alsoWhenTheNewPodsHadAnsweredNothingBefore() {
        world.answer(2, 0, 0);
        world.live(Duration.ofSeconds(10));
        nobodyLooksFor(Duration.ofMinutes(5), 100, 100);
        world.live(Duration.ofSeconds(60));
        wentBack("100 of 100");
    }

    @Test
    void itIsLookedAtAgainAlsoWhileNothingIsAnswered() {
        world.live(Duration.ofSeconds(10));
        assertThat(world.pass().orElseThrow()).isLessThanOrEqualTo(Tallies.PERIOD);
    }

    @Test
    void aProxyThatStaysSilentHoldsItUpForAShortWhileOnlyAndIsTold() {
        world.proxy.silent = true;
        nobodyLooksFor(Duration.ofMinutes(5), 0, 0);
        world.live(Duration.ofSeconds(25));
        assertThat(states()).containsExactly(RolloutState.WATCHED);
        world.live(Duration.ofSeconds(10));
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.COMPLETE);
        assertThat(world.ledger.turns.getLast().reason()).startsWith("Not all hosts and proxies answered within 30 s");
        assertThat(world.ledger.notes).extracting(Note::reason).contains("WatchEndedUnseen");
    }

    @Test
    void aSilentHostHoldsItUpAsLong() {
        world.engine.cutOff(1);
        world.live(Duration.ofSeconds(61));
        assertThat(states()).containsExactly(RolloutState.WATCHED);
        world.live(Duration.ofSeconds(40));
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.COMPLETE);
    }

    @Test
    void whereEverythingWasLookedAtItEndsInTime() {
        world.live(Duration.ofSeconds(59));
        assertThat(states()).containsExactly(RolloutState.WATCHED);
        world.live(Duration.ofSeconds(2));
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.COMPLETE);
        assertThat(world.ledger.turns.getLast().reason()).isEmpty();
    }

    @Test
    void withoutProxiesThereIsNothingToLookAt() {
        world.proxy.exposed = false;
        world.unlooked = true;
        world.live(Duration.ofSeconds(61));
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.COMPLETE);
    }

    private void nobodyLooksFor(Duration time, long all, long failed) {
        world.clock.advance(time);
        world.answerUnseen(2, all, failed);
        world.restart();
    }

    private void wentBack(String numbers) {
        assertThat(world.ledger.turns.getLast().reason()).contains(numbers);
        assertThat(states()).containsExactly(RolloutState.WATCHED, RolloutState.ROLLING_BACK, RolloutState.ROLLED_BACK);
        assertThat(world.ledger.deployments.get(DEPLOYMENT).revisionNumber()).isEqualTo(1);
    }

    private List<RolloutState> states() {
        return world.ledger.turns.stream()
                .map(RolloutRow::state)
                .filter(state -> state != RolloutState.RUNNING)
                .toList();
    }
}
