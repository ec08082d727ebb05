package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Amount;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.pod.PodPhase;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole loop on simulated engines while one revision takes the place of another. */
class RevisionLoopTest {
    private final World world = new World(Given.host(1, 20));

    @Test
    void aNewRevisionReplacesOnePodAfterTheOther() {
        world.proxy.exposed = true;
        world.engine.publish("app:2", SimulatedImage.server("app2"));
        world.want(4, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.want(4, 2, Given.template("app:2", 8080));
        int most = 0;
        int least = 4;
        for (int i = 0; i < 60; i++) {
            world.pass();
            world.clock.advance(Duration.ofSeconds(1));
            world.proxy.follow();
            least = Math.min(least, world.proxy.inRotation.size());
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
        world.proxy.exposed = true;
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
        world.proxy.exposed = true;
        world.engine.publish("app:2", SimulatedImage.server("app2"));
        world.want(pods, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.want(pods, 2, Given.template("app:2", 8080));
        int least = pods;
        int most = 0;
        for (int i = 0; i < 120; i++) {
            world.pass();
            most = Math.max(most, world.running().size());
            world.proxy.follow();
            least = Math.min(least, world.proxy.inRotation.size());
            world.clock.advance(Duration.ofSeconds(1));
        }
        world.settle();
        world.isReadyWith(pods);
        assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == 2);
        return new int[] {least, most};
    }
}
