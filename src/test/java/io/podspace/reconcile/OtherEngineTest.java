package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.pod.PodStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole loop when another engine answers at a host's address. */
class OtherEngineTest {
    private final World world = new World(Given.known(1, "engine-1"), Given.host(2, 0));

    @BeforeEach
    void begin() {
        world.want(2);
        world.settle();
        world.isReadyWith(2);
    }

    @Test
    void whatRanThereIsUnknownAndNothingIsReplacedForAsLongAsItTakes() {
        List<Long> pods = pods();
        world.engine.replaceEngine(1);
        world.live(Duration.ofMinutes(5));
        assertThat(pods()).isEqualTo(pods);
        assertThat(world.ledger.live()).allMatch(pod -> pod.display().status() == PodStatus.UNKNOWN);
        assertThat(world.containers()).as("nothing is made on the other engine").isEmpty();
    }

    @Test
    void theKnownEngineComesBackWithItsPods() {
        List<Long> pods = pods();
        world.engine.replaceEngine(1);
        world.live(Duration.ofMinutes(1));
        world.engine.bringBackEngine(1);
        world.settle();
        world.isReadyWith(2);
        assertThat(pods()).isEqualTo(pods);
    }

    @Test
    void onceItIsAcceptedTheMissingPodsAreReplaced() {
        List<Long> pods = pods();
        world.engine.replaceEngine(1);
        world.live(Duration.ofMinutes(1));
        world.hosts.set(0, Given.known(1, "engine-1-anew"));
        world.restart();
        world.engine.ensureNetwork(world.hosts.getFirst().ref(), Given.network());
        world.settle();
        world.isReadyWith(2);
        assertThat(pods()).doesNotContainAnyElementsOf(pods);
    }

    private List<Long> pods() {
        return world.ledger.live().stream().map(PodRow::id).toList();
    }
}
