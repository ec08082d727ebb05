package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodStatus;
import io.podspace.simulation.Effect.Operation;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A host without disk space gets nothing new for a while, and harms no deployment that has room elsewhere. */
class FullDiskTest {
    private static final PodSpaceException FULL =
            new PodSpaceException(ErrorCode.HOST_FULL, "Host h has no disk space left.");

    @Test
    void podsGoElsewhereAtOnceAndComeBackLater() {
        World world = new World(Given.host(1, 20), Given.host(2, 20));
        world.engine.refuse(Operation.CREATE, FULL, 1);
        world.want(1);
        world.live(Duration.ofSeconds(5));
        world.isReadyWith(1);
        long other = world.ledger.live().getFirst().host().orElseThrow();
        world.want(4);
        world.live(Duration.ofSeconds(5));
        world.isReadyWith(4);
        assertThat(world.ledger.live()).allMatch(pod -> pod.host().equals(Optional.of(other)));

        world.live(Duration.ofMinutes(1));
        world.want(5);
        world.live(Duration.ofSeconds(5));
        world.isReadyWith(5);
        assertThat(world.ledger.live()).anyMatch(pod -> !pod.host().equals(Optional.of(other)));
    }

    @Test
    void withoutAnotherHostPodsWaitAndSayWhy() {
        World world = new World(Given.host(1, 20));
        world.engine.load(1, Given.IMAGE, SimulatedImage.server("app"));
        world.engine.refuse(Operation.CREATE, FULL, 2);
        world.want(2);
        world.live(Duration.ofSeconds(30));
        assertThat(world.ledger.live()).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.display().status()).isEqualTo(PodStatus.PENDING);
            assertThat(pod.display().message()).contains("1 host: 1 has no disk space left");
        });
        world.live(Duration.ofSeconds(40));
        world.isReadyWith(2);
    }

    @Test
    void anImageIsFetchedWhereThereIsRoomForIt() {
        World world = new World(Given.host(1, 20), Given.host(2, 20));
        world.engine.refuse(Operation.PULL, FULL, 1);
        world.want(1);
        world.live(Duration.ofSeconds(10));
        world.isReadyWith(1);
        assertThat(world.ledger.live().getFirst().restarts()).isEqualTo(1);
    }
}
