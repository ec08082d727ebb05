package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Amount;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.reconcile.DeploymentStatus.State;
import io.podspace.simulation.Effect.Operation;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.time.Instant;
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
    void aPodIsStoppedOnlyWhenItsRequestsAreDone() {
        world.exposed = true;
        world.want(2, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.isReadyWith(2);
        PodRow leaving = world.ledger.live().get(1);
        world.sessions.put(leaving.id(), 5);
        world.want(1);
        world.live(Duration.ofSeconds(20));
        assertThat(world.running()).hasSize(2);
        assertThat(world.ledger.pods.get(leaving.id()).display().reason()).isEqualTo("Draining");
        world.sessions.clear();
        world.settle();
        world.isReadyWith(1);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void requestsThatNeverEndHoldUpAStopForTheDrainLimitOnly() {
        world.exposed = true;
        world.want(2, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.sessions.put(world.ledger.live().get(1).id(), 5);
        world.want(1);
        world.live(Advance.DRAIN_LIMIT.plusSeconds(5));
        world.settle();
        world.isReadyWith(1);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void aSilentProxyKeepsThePodAlive() {
        world.exposed = true;
        world.want(2, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.proxySilent = true;
        world.want(1);
        world.live(Duration.ofMinutes(5));
        assertThat(world.running()).hasSize(2);
        assertThat(world.ledger.live().get(1).display().reason()).isEqualTo("ProxySilent");
        world.proxySilent = false;
        world.settle();
        world.isReadyWith(1);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void aPodWhoseCheckFailsIsShownAndKept() {
        world.exposed = true;
        world.want(2, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        PodRow pod = world.ledger.live().get(0);
        world.sick.add(pod.id());
        world.settle();
        assertThat(world.ledger.pods.get(pod.id()).display())
                .extracting(Display::status, Display::serving)
                .containsExactly(PodStatus.NOT_READY, false);
        assertThat(world.status().state()).isEqualTo(State.DEGRADED);
        world.sick.clear();
        world.settle();
        world.isReadyWith(2);
    }

    @Test
    void aPodWithAPortIsReadyOnlyWhenItsCheckPasses() {
        world.exposed = true;
        world.sick.add(1L);
        world.want(1, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        assertThat(world.ledger.live()).allMatch(pod -> pod.phase() == PodPhase.STARTING);
        assertThat(world.ledger.live().get(0).display().reason()).isEqualTo("ChecksPending");
        world.sick.clear();
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
                .isEqualTo("20 of 10000 pods are ready. 9980 pods are without a place: 1 host: 1 has no memory left."
                        + " Ask for fewer pods, or add a host.");
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
    void aNewRevisionReplacesOnePodAfterTheOther() {
        world.exposed = true;
        world.engine.publish("app:2", SimulatedImage.server("app2"));
        world.want(4, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.want(4, 2, Given.template("app:2", 8080));
        int most = 0;
        int least = 4;
        for (int i = 0; i < 60; i++) {
            world.pass();
            world.clock.advance(Duration.ofSeconds(1));
            world.proxiesFollow();
            least = Math.min(least, world.inRotation.size());
            most = Math.max(most, (int)
                    world.ledger.live().stream().filter(PodRow::active).count());
        }
        world.settle();
        world.isReadyWith(4);
        assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == 2);
        assertThat(least).isEqualTo(4);
        assertThat(most).isEqualTo(5);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void aBadRevisionStopsAtItsFirstPod() {
        world.exposed = true;
        world.engine.publish("bad:2", SimulatedImage.server("bad").exiting(Duration.ZERO, 1));
        world.want(4, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.want(4, 2, Given.template("bad:2", 8080));
        world.live(Duration.ofMinutes(10));
        assertThat(world.ledger.live())
                .filteredOn(pod -> pod.revision() == 1 && pod.phase() == PodPhase.READY)
                .hasSize(4);
        world.want(4, 3, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.isReadyWith(4);
    }

    @Test
    void byRecreationTheLastOldPodIsGoneBeforeTheFirstNewOneStarts() {
        world.strategy = Given.AT_ONCE.with(Kind.RECREATE);
        int[] bounds = rollOut(4);
        assertThat(bounds).containsExactly(0, 4);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void stopOneStartOneNeverHasMoreContainersThanWanted() {
        world.strategy = Given.AT_ONCE.with(Amount.of(0), Amount.of(1));
        int[] bounds = rollOut(4);
        assertThat(bounds).containsExactly(3, 4);
    }

    @Test
    void aNewPodHoldsReadyBeforeAnOldOneLeaves() {
        world.strategy = Given.AT_ONCE.with(10, 600, 0);
        rollOut(2);
        List<PodRow> old = world.ledger.pods.values().stream()
                .filter(pod -> pod.revision() == 1)
                .toList();
        List<PodRow> young = world.ledger.live();
        assertThat(Duration.between(
                        young.get(0).times().ready().orElseThrow(),
                        old.get(0).times().draining().orElseThrow()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    /** @return the fewest pods in rotation, and the most containers with an old and a new one counted at any look */
    private int[] rollOut(int pods) {
        world.exposed = true;
        world.engine.publish("app:2", SimulatedImage.server("app2"));
        world.want(pods, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.want(pods, 2, Given.template("app:2", 8080));
        int least = pods;
        int most = 0;
        for (int i = 0; i < 120; i++) {
            world.pass();
            most = Math.max(most, world.running().size());
            world.proxiesFollow();
            least = Math.min(least, world.inRotation.size());
            world.clock.advance(Duration.ofSeconds(1));
        }
        world.settle();
        world.isReadyWith(pods);
        assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == 2);
        return new int[] {least, most};
    }

    @Test
    void aPodThatFailsItsLivenessLeavesRotationAndIsReplacedInItsSlot() {
        expose(2);
        long stuck = world.ledger.live().getFirst().id();
        world.stuck.add(stuck);
        world.settle();
        world.isReadyWith(2);
        assertThat(world.breaches).isEmpty();
        PodRow next = world.ledger.live().stream()
                .filter(pod -> pod.slot() == 0)
                .findFirst()
                .orElseThrow();
        assertThat(next.id()).isNotEqualTo(stuck);
        assertThat(next.restarts()).isEqualTo(1);
        assertThat(world.ledger.notes)
                .extracting(Note::message)
                .anyMatch(text -> text.equals("web-0 failed its liveness check (HTTP 500)."));
        assertThat(world.ledger.pods.get(stuck).display().message())
                .isEqualTo("It failed its liveness check (HTTP 500).");
    }

    @Test
    void oneThatFailsItsLivenessAgainAndAgainIsRestartedLessAndLess() {
        expose(1);
        for (long expected : new long[] {0, 10, 20, 40, 80, 160, 300, 300}) {
            assertThat(secondsUntilReplaced()).isBetween(expected, expected + 6);
        }
        world.live(RestartDelay.CLEAN_RUN);
        assertThat(secondsUntilReplaced()).isLessThan(6);
    }

    private long secondsUntilReplaced() {
        Instant failed = world.clock.instant();
        long stuck = world.ledger.live().getFirst().id();
        world.stuck.add(stuck);
        for (int second = 0; second < 400; second++) {
            world.live(Duration.ofSeconds(1));
            if (world.ledger.live().stream().anyMatch(pod -> pod.id() != stuck && pod.phase() == PodPhase.READY)) {
                world.settle();
                world.isReadyWith(1);
                return Duration.between(
                                failed,
                                world.ledger.live().getFirst().times().started().orElseThrow())
                        .toSeconds();
            }
        }
        throw new AssertionError("not replaced: " + world.state());
    }

    @Test
    void whenMostPodsFailAtOnceRestartsAreSpreadAndTheActivitySaysWhy() {
        expose(6);
        List<Long> all = world.ledger.live().stream().map(PodRow::id).toList();
        world.stuck.addAll(all);
        world.pass();
        world.pass();
        assertThat(world.ledger.live().stream().filter(pod -> pod.active() && all.contains(pod.id())))
                .hasSize(5);
        assertThat(world.ledger.notes)
                .extracting(Note::message)
                .anyMatch(text -> text.contains("so did 6 of 6 pods at once") && text.contains("one by one"));
        world.live(Duration.ofSeconds(8));
        assertThat(world.ledger.live().stream().filter(pod -> pod.active() && all.contains(pod.id())))
                .hasSize(5);
        world.live(Duration.ofSeconds(40));
        world.settle();
        world.isReadyWith(6);
        assertThat(world.ledger.live()).noneMatch(pod -> all.contains(pod.id()));
    }

    private void expose(int pods) {
        world.exposed = true;
        world.want(pods, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.isReadyWith(pods);
    }
}
