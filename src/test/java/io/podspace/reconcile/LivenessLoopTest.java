package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.pod.PodPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole loop on simulated engines when checks say that pods are not alive. */
class LivenessLoopTest {
    private final World world = new World(Given.host(1, 20));

    @Test
    void aPodThatFailsItsLivenessLeavesRotationAndIsReplacedInItsSlot() {
        expose(2);
        long stuck = world.ledger.live().getFirst().id();
        world.proxy.stuck.add(stuck);
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
    void requestsThatHangInAPodThatFailsHoldUpItsStopForAMomentOnly() {
        expose(2);
        long stuck = world.ledger.live().getFirst().id();
        world.proxy.stuck.add(stuck);
        world.proxy.sessions.put(stuck, 5);
        world.pass();
        assertThat(world.ledger.pods.get(stuck).phase()).isEqualTo(PodPhase.DRAINING);
        world.live(DrainLimit.WHEN_FAILING.plusSeconds(3));
        assertThat(world.ledger.pods.get(stuck).phase()).isEqualTo(PodPhase.ENDED);
        assertThat(world.breaches).isEmpty();
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
        world.proxy.stuck.add(stuck);
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
        world.proxy.stuck.addAll(all);
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
        world.proxy.exposed = true;
        world.want(pods, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.isReadyWith(pods);
    }
}
