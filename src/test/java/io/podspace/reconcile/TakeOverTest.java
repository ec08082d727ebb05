package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.pod.PodPhase;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that has just begun knows its rows and containers at once, and what proxies say a moment later. */
class TakeOverTest {
    private final World world = new World(Given.host(1, 30));

    @BeforeEach
    void aRolloutHasItsFirstNewPod() {
        world.proxy.exposed = true;
        world.strategy = Given.AT_ONCE.with(5, 600, 0);
        world.engine.publish("good:2", SimulatedImage.server("good"));
        world.want(3, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.rollOut(3, 2, Given.template("good:2", 8080));
        world.liveUntil(() -> !ready(2).isEmpty(), 30);
        assertThat(ready(1)).hasSize(3);
    }

    @Test
    void noOldPodIsGivenUpForOneThatBrokeWhileNobodyLooked() {
        world.clock.advance(Duration.ofMinutes(1));
        world.proxy.sick.add(ready(2).getFirst().id());
        world.proxy.unsettled = true;
        world.restart();
        world.live(Duration.ofSeconds(5));
        assertThat(ready(1)).hasSize(3);
        world.proxy.unsettled = false;
        world.live(Duration.ofSeconds(30));
        assertThat(ready(1)).hasSize(3);
        world.proxy.sick.clear();
        world.restless = true;
        world.settle();
        world.isReadyWith(3);
        assertThat(ready(2)).hasSize(3);
        assertThat(world.breaches).isEmpty();
    }

    /** Beside an old pod that does not serve: its place is given away, and the failures are not forgotten with it. */
    @Test
    void aSuccessorThatEndsCountsOnAlsoWhereTheOldPodIsBroken() {
        PodRow successor = ready(2).getFirst();
        ready(1).stream().filter(pod -> pod.slot() == successor.slot()).forEach(pod -> world.proxy.sick.add(pod.id()));
        world.proxy.stuck.add(successor.id());
        world.live(Duration.ofSeconds(3));
        PodRow next = world.ledger.live().stream()
                .filter(pod -> pod.revision() == 2 && pod.slot() == successor.slot() && pod.active())
                .findFirst()
                .orElseThrow();
        assertThat(next.id()).isNotEqualTo(successor.id());
        assertThat(next.restarts()).isEqualTo(1);
    }

    private List<PodRow> ready(int revision) {
        return world.ledger.live().stream()
                .filter(pod -> pod.revision() == revision && pod.phase() == PodPhase.READY)
                .toList();
    }
}
