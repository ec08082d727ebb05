package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.pod.PodPhase;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/**
 * A story in which the process dies at every boundary, one after the other: before and after each effect on an engine,
 * before and after each commit. The next process must bring it to the same end.
 *
 * @param before what there is, once it has come to rest
 * @param change what begins while it may die
 * @param next what somebody wishes of the next process
 * @param end what must be true in the end
 */
record Boundaries(Consumer<World> before, Consumer<World> change, Consumer<World> next, Consumer<World> end) {
    private static final int MOST = 200;

    Boundaries(Consumer<World> before, Consumer<World> change, Consumer<World> end) {
        this(before, change, world -> {}, end);
    }

    void everywhere() {
        everywhere(8);
    }

    /** @param least a short story has few, but not fewer */
    void everywhere(int least) {
        int boundaries = 0;
        boundaries += each((world, nth) -> world.engine.crashBefore(nth));
        boundaries += each((world, nth) -> world.engine.crashAfter(nth));
        boundaries += each((world, nth) -> world.ledger.crashBefore = nth);
        boundaries += each((world, nth) -> world.ledger.crashAfter = nth);
        assertThat(boundaries).as("boundaries where the process died").isGreaterThanOrEqualTo(least);
    }

    private int each(ObjIntConsumer<World> crash) {
        for (int nth = 1; nth <= MOST; nth++) {
            World world = new World(Given.host(1, 20));
            before.accept(world);
            world.settle();
            change.accept(world);
            crash.accept(world, nth);
            boolean died = world.settleOrDie();
            world.restart();
            next.accept(world);
            world.settle();
            end.accept(world);
            assertThat(world.breaches).isEmpty();
            assertThat(world.ledger.pods.values()).allMatch(pod -> pod.phase() != PodPhase.PENDING);
            if (!died) {
                return nth - 1;
            }
        }
        throw new AssertionError("more than " + MOST + " boundaries");
    }
}
