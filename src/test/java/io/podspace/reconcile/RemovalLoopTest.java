package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The whole loop on simulated engines when somebody deletes single pods. */
class RemovalLoopTest {
    private final World world = new World(Given.host(1, 20));

    @Test
    void aDeletedPodLeavesRotationAndIsReplacedAtOnceInItsSlot() {
        expose(2);
        PodRow deleted = delete(0, OptionalInt.empty());
        world.settle();
        world.isReadyWith(2);
        assertThat(world.breaches).isEmpty();
        PodRow next = inSlot(0);
        assertThat(next.id()).isNotEqualTo(deleted.id());
        assertThat(next.revision()).isEqualTo(deleted.revision());
        assertThat(next.restarts()).isZero();
        assertThat(next.failures()).isZero();
        assertThat(next.notBefore()).isEmpty();
        assertThat(world.ledger.pods.get(deleted.id()).phase()).isEqualTo(PodPhase.ENDED);
        assertThat(world.ledger.pods.get(deleted.id()).display())
                .isEqualTo(Display.of(PodStatus.TERMINATING, "Deleted", "It was deleted by anna."));
        assertThat(world.ledger.notes).extracting(Note::message).contains("web-0 was deleted by anna.");
    }

    @Test
    void allMayBeDeletedAtOnceAndEachIsReplacedOnce() {
        expose(3);
        List<Long> before = List.of(
                delete(0, OptionalInt.empty()).id(),
                delete(1, OptionalInt.empty()).id(),
                delete(2, OptionalInt.empty()).id());
        world.settle();
        world.isReadyWith(3);
        assertThat(world.breaches).isEmpty();
        assertThat(world.ledger.live()).noneMatch(pod -> before.contains(pod.id()));
        assertThat(world.ledger.pods).hasSize(6);
    }

    @Test
    void oneThatStillWaitsForAPlaceIsReplacedToo() {
        World crowded = new World(Given.host(1, 1));
        crowded.want(2);
        crowded.settle();
        PodRow waiting = crowded.ledger.live().stream()
                .filter(pod -> pod.phase() == PodPhase.PENDING)
                .findFirst()
                .orElseThrow();
        crowded.ledger.removals.put(waiting.id(), new Removal("anna", OptionalInt.empty()));
        crowded.settle();
        assertThat(crowded.ledger.pods.get(waiting.id()).phase()).isEqualTo(PodPhase.ENDED);
        assertThat(crowded.ledger.live())
                .filteredOn(pod -> pod.phase() == PodPhase.PENDING)
                .hasSize(1);
    }

    @Test
    void onASilentHostNothingHappensUntilItAnswers() {
        expose(1);
        world.engine.cutOff(1);
        PodRow deleted = delete(0, OptionalInt.empty());
        world.pass();
        world.pass();
        assertThat(inSlot(0)).extracting(PodRow::id, PodRow::phase).containsExactly(deleted.id(), PodPhase.READY);
        world.engine.reconnect(1);
        world.settle();
        world.isReadyWith(1);
        assertThat(inSlot(0).id()).isNotEqualTo(deleted.id());
    }

    private PodRow delete(int slot, OptionalInt grace) {
        PodRow pod = inSlot(slot);
        world.ledger.removals.put(pod.id(), new Removal("anna", grace));
        return pod;
    }

    private PodRow inSlot(int slot) {
        return world.ledger.live().stream()
                .filter(pod -> pod.slot() == slot)
                .findFirst()
                .orElseThrow();
    }

    private void expose(int pods) {
        world.proxy.exposed = true;
        world.want(pods, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.isReadyWith(pods);
    }
}
