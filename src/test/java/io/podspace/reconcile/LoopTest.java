package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.PodTemplate;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.reconcile.DeploymentStatus.State;
import io.podspace.simulation.Effect.Operation;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole loop on simulated engines: it converges, and then it does nothing. */
class LoopTest {
    private final World world = new World(Given.host(1, 20));

    @Test
    void aWishBecomesRunningPods() {
        world.want(3);
        world.settle();
        world.isReadyWith(3);
        assertThat(world.ledger.live()).extracting(PodRow::slot).containsExactly(0, 1, 2);
        assertThat(world.ledger.live()).allSatisfy(pod -> {
            assertThat(pod.address()).isPresent();
            assertThat(pod.display().serving()).isTrue();
        });
    }

    @Test
    void theFirstPassStartsThemAllAndTheSecondMarksThemReady() {
        world.engine.load(1, Given.IMAGE, SimulatedImage.server("app"));
        world.want(3);
        world.pass();
        assertThat(world.running()).hasSize(3);
        assertThat(world.ledger.commits).isEqualTo(1);
        world.pass();
        world.isReadyWith(3);
        assertThat(world.ledger.commits).isEqualTo(2);
    }

    @Test
    void atRestAPassDoesNothing() {
        world.want(3);
        world.settle();
        int effects = world.engine.effects().size();
        int commits = world.ledger.commits;
        world.live(Duration.ofMinutes(2));
        assertThat(world.engine.effects()).hasSize(effects);
        assertThat(world.ledger.commits).isEqualTo(commits);
    }

    @Test
    void scalingDownRemovesTheHighestSlots() {
        world.want(4);
        world.settle();
        world.want(2);
        world.settle();
        world.isReadyWith(2);
        assertThat(world.ledger.live()).extracting(PodRow::slot).containsExactly(0, 1);
    }

    @Test
    void scalingToZeroLeavesNothing() {
        world.want(4);
        world.settle();
        world.want(0);
        world.settle();
        assertThat(world.containers()).isEmpty();
        assertThat(world.status()).isEqualTo(new DeploymentStatus(State.STOPPED, ""));
    }

    @Test
    void deletingTakesPodsAndRows() {
        world.want(3);
        world.settle();
        world.delete();
        world.settle();
        assertThat(world.containers()).isEmpty();
        assertThat(world.ledger.deployments).isEmpty();
        assertThat(world.ledger.pods).isEmpty();
    }

    @Test
    void aPodWhoseCheckFailsIsShownAndKept() {
        world.proxy.exposed = true;
        world.want(2, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        PodRow pod = world.ledger.live().get(0);
        world.proxy.sick.add(pod.id());
        world.settle();
        assertThat(world.ledger.pods.get(pod.id()).display())
                .extracting(Display::status, Display::serving)
                .containsExactly(PodStatus.NOT_READY, false);
        assertThat(world.status().state()).isEqualTo(State.DEGRADED);
        world.proxy.sick.clear();
        world.settle();
        world.isReadyWith(2);
    }

    @Test
    void aPodWithAPortIsReadyOnlyWhenItsCheckPasses() {
        world.proxy.exposed = true;
        world.proxy.sick.add(1L);
        world.want(1, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        assertThat(world.ledger.live()).allMatch(pod -> pod.phase() == PodPhase.STARTING);
        assertThat(world.ledger.live().get(0).display().reason()).isEqualTo("ChecksPending");
        world.proxy.sick.clear();
        world.settle();
        world.isReadyWith(1);
    }

    @Test
    void aDeadPodIsReplacedAtOnceInItsSlot() {
        world.want(2);
        world.settle();
        world.engine.exit(1, world.running().get(0).name(), 1);
        world.pass();
        world.pass();
        world.pass();
        assertThat(world.running()).hasSize(2);
        world.settle();
        world.isReadyWith(2);
        assertThat(world.ledger.live())
                .extracting(PodRow::slot, PodRow::restarts)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(0, 1), org.assertj.core.groups.Tuple.tuple(1, 0));
    }

    @Test
    void anImageThatExitsAtOnceEndsInACrashLoopWithItsLastLines() {
        world.engine.publish(
                "bad:1",
                SimulatedImage.server("bad").exiting(Duration.ZERO, 3).printing(List.of("no such file: config.yml")));
        world.want(1, 1, Given.template("bad:1"));
        world.live(Duration.ofSeconds(9));
        PodRow pod = world.ledger.live().get(0);
        assertThat(pod.display().status()).isEqualTo(PodStatus.WARNING);
        assertThat(pod.display().reason()).isEqualTo("CrashLoop");
        assertThat(pod.ending().lastLog()).contains("no such file: config.yml");
        assertThat(pod.ending().exitCode()).contains(3);
        assertThat(world.status().state()).isEqualTo(State.FAILING);
        assertThat(world.status().message()).contains("exit code 3");
        world.live(Duration.ofMinutes(20));
        long starts = world.engine.effects().stream()
                .filter(effect -> effect.operation() == Operation.START)
                .count();
        // 0 + 0, then after 10, 20, 40, 80, 160, 300, 300 s
        assertThat(starts).isBetween(8L, 10L);
        assertThat(world.containers()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void anAttemptThatRanForTenMinutesClearsTheCount() {
        world.want(1);
        world.settle();
        for (int i = 0; i < 4; i++) {
            world.live(Duration.ofMinutes(11));
            world.engine.exit(1, world.running().get(0).name(), 1);
            world.live(Duration.ofSeconds(3));
            world.isReadyWith(1);
        }
        assertThat(world.ledger.live().get(0).restarts()).isEqualTo(4);
    }

    @Test
    void anImageThatCannotBePulledIsToldInTheRegistrysWords() {
        world.engine.publish(
                "private:1", SimulatedImage.server("p").refusing(ErrorCode.IMAGE_DENIED, "authentication required"));
        world.want(2, 1, Given.template("private:1"));
        world.live(Duration.ofSeconds(3));
        assertThat(world.ledger.live()).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.display().status()).isEqualTo(PodStatus.ERROR);
            assertThat(pod.display().message()).contains("authentication required");
        });
        assertThat(world.status().state()).isEqualTo(State.FAILING);
        world.engine.publish("private:1", SimulatedImage.server("p"));
        world.live(Duration.ofSeconds(15));
        world.isReadyWith(2);
    }

    @Test
    void alwaysPullingPullsForEachAttempt() {
        PodTemplate always = Given.template(Given.IMAGE);
        world.want(
                1,
                1,
                new PodTemplate(
                        always.image(),
                        PodTemplate.Pull.ALWAYS,
                        always.command(),
                        always.arguments(),
                        always.environment(),
                        always.ports(),
                        always.resources(),
                        always.workingDirectory(),
                        always.user(),
                        always.stopGraceSeconds()));
        world.settle();
        world.isReadyWith(1);
        world.clock.advance(Duration.ofMinutes(1));
        world.engine.exit(1, world.running().get(0).name(), 1);
        world.settle();
        world.isReadyWith(1);
        assertThat(world.engine.effects())
                .filteredOn(effect -> effect.operation() == Operation.PULL)
                .hasSize(2);
    }

    @Test
    void whatTheEngineRefusesIsTriedAgainWithBackOff() {
        world.engine.load(1, Given.IMAGE, SimulatedImage.server("app"));
        world.engine.refuse(Operation.START, new PodSpaceException(ErrorCode.ENGINE, "exec: \"nope\": not found"), 2);
        world.want(1);
        world.live(Duration.ofSeconds(3));
        assertThat(world.ledger.live().get(0).display().message()).contains("exec: \"nope\": not found");
        world.live(Duration.ofSeconds(12));
        world.isReadyWith(1);
    }

    @Test
    void aNetworkThatIsNotThereYetIsWaitedFor() {
        world.engine.refuse(Operation.START, new PodSpaceException(ErrorCode.NOT_FOUND, "no network"), 3);
        world.want(1);
        world.live(Duration.ofSeconds(8));
        world.isReadyWith(1);
        assertThat(world.ledger.live().get(0).attempt()).isEqualTo(1);
    }

    @Test
    void aSilentHostIsUnknownAndNothingIsDone() {
        world.want(3);
        world.settle();
        world.engine.cutOff(1);
        int effects = world.engine.effects().size();
        world.live(Duration.ofMinutes(30));
        assertThat(world.engine.effects()).hasSize(effects);
        assertThat(world.ledger.pods).hasSize(3);
        assertThat(world.ledger.live()).allMatch(pod -> pod.display().status() == PodStatus.UNKNOWN);
        assertThat(world.status().state()).isEqualTo(State.UNKNOWN);
        world.engine.reconnect(1);
        world.settle();
        world.isReadyWith(3);
        assertThat(world.ledger.pods).hasSize(3);
    }

    @Test
    void aContainerThatSomebodyRemovedIsReplacedAfterTheSecondLook() {
        world.want(1);
        world.settle();
        world.engine.remove(Given.host(1, 1).ref(), world.running().get(0).name());
        world.pass();
        assertThat(world.containers()).isEmpty();
        world.pass();
        world.pass();
        world.settle();
        world.isReadyWith(1);
        assertThat(world.ledger.live().get(0).attempt()).isEqualTo(2);
    }

    @Test
    void aNewProcessAdoptsWhatRuns() {
        world.want(3);
        world.settle();
        int effects = world.engine.effects().size();
        world.restart();
        world.settle();
        world.isReadyWith(3);
        assertThat(world.engine.effects()).hasSize(effects);
    }

    @Test
    void aStrangerIsReportedAndRemovedAfterAWhile() {
        world.want(2);
        world.settle();
        PodRow lost = world.ledger.live().get(1);
        world.ledger.pods.remove(lost.id());
        world.live(Duration.ofSeconds(50));
        assertThat(world.running()).hasSize(3);
        assertThat(world.ledger.notes).extracting(Note::reason).containsOnlyOnce("UnknownContainer");
        world.live(Duration.ofSeconds(15));
        world.isReadyWith(2);
    }

    @Test
    void whatHasNoRoomSaysWhyAndIsNotMultiplied() {
        world.want(10_000);
        world.settle();
        assertThat(world.running()).hasSize(20);
        assertThat(world.ledger.live()).hasSize(20 + Planner.SHOWN_WITHOUT_PLACE);
        assertThat(world.ledger.live())
                .filteredOn(pod -> pod.phase() == PodPhase.PENDING)
                .allMatch(pod -> pod.display().message().startsWith("1 host: 1 has no memory left"));
        assertThat(world.status().state()).isEqualTo(State.DEGRADED);
        assertThat(world.status().message())
                .isEqualTo("20 of 10000 pods are ready. 9980 pods are without a place: 1 host: 1 has no memory left.");
        world.want(2);
        world.settle();
        world.isReadyWith(2);
    }

    @Test
    void aStormOfWishesEndsInTheLastOne() {
        for (int i = 0; i < 100; i++) {
            world.want(i % 7);
            world.pass();
        }
        world.want(5);
        world.settle();
        world.isReadyWith(5);
    }

    @Test
    void whenMostPodsEndAtOnceTheyAreStartedAgainOneAfterTheOtherAndTheActivitySaysWhy() {
        world.want(6);
        world.settle();
        world.running().forEach(pod -> world.engine.exit(1, pod.name(), 1));
        world.pass();
        world.pass();
        assertThat(world.running()).hasSizeLessThan(3);
        assertThat(world.ledger.notes)
                .extracting(Note::message)
                .contains(
                        "6 of 6 pods ended within 10 seconds. They are started again one after the other, since the cause is probably outside of them.");
        world.live(Duration.ofSeconds(12));
        world.settle();
        world.isReadyWith(6);
    }

    @Test
    void whenFewPodsEndTheyAreStartedAgainAtOnce() {
        world.want(6);
        world.settle();
        world.running().stream().limit(3).forEach(pod -> world.engine.exit(1, pod.name(), 1));
        world.pass();
        world.pass();
        assertThat(world.running()).hasSize(6);
    }
}
