package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcileQueueTest {
    private static final Work ONE = new Work.OfDeployment(1);
    private static final Work TWO = new Work.OfDeployment(2);

    private final ReconcileQueue queue = new ReconcileQueue(2);
    private final BlockingQueue<Work> turns = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        queue.stop(Duration.ofSeconds(5));
    }

    @Test
    void signalsBeforeTheTurnAreOneTurn() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            queue.offer(ONE);
        }
        queue.offer(TWO);
        queue.start(this::note);
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder(ONE, TWO);
        queue.stop(Duration.ofSeconds(5));
        assertThat(turns).isEmpty();
    }

    @Test
    void signalsDuringTheTurnGiveOneMoreTurnAndNeverTwoAtATime() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        queue.start(work -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            turns.add(work);
            await(go);
            atOnce.decrementAndGet();
            return Optional.empty();
        });
        queue.offer(ONE);
        next();
        for (int i = 0; i < 100; i++) {
            queue.offer(ONE);
        }
        go.countDown();
        next();
        queue.stop(Duration.ofSeconds(5));
        assertThat(turns).isEmpty();
        assertThat(most).hasValue(1);
    }

    @Test
    void signalsSoonAfterALongTurnAreOneTurn() throws InterruptedException {
        CountDownLatch ends = new CountDownLatch(1);
        queue.start(work -> {
            turns.add(work);
            busy(Duration.ofMillis(100));
            ends.countDown();
            return Optional.empty();
        });
        queue.offer(ONE);
        next();
        await(ends);
        for (int i = 0; i < 100; i++) {
            queue.offer(ONE);
        }
        next();
        queue.stop(Duration.ofSeconds(5));
        assertThat(turns).isEmpty();
    }

    private static void busy(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void oneSlowKeyHoldsUpNoOther() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        queue.start(work -> {
            turns.add(work);
            if (work.equals(ONE)) {
                await(never);
            }
            return Optional.empty();
        });
        queue.offer(ONE);
        next();
        queue.offer(TWO);
        assertThat(next()).isEqualTo(TWO);
        never.countDown();
    }

    @Test
    void aTurnMayAskForALaterOne() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        queue.start(work -> {
            turns.add(work);
            return count.incrementAndGet() < 3 ? Optional.of(Duration.ofMillis(10)) : Optional.empty();
        });
        queue.offer(ONE);
        assertThat(List.of(next(), next(), next())).containsExactly(ONE, ONE, ONE);
    }

    @Test
    void theEarlierOfTwoDelaysWins() throws InterruptedException {
        queue.start(this::note);
        queue.offer(ONE, Duration.ofHours(1));
        queue.offer(ONE, Duration.ofMillis(10));
        queue.offer(ONE, Duration.ofHours(2));
        assertThat(next()).isEqualTo(ONE);
    }

    @Test
    void whatFailsIsTriedAgain() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        queue.start(work -> {
            turns.add(work);
            if (count.incrementAndGet() == 1) {
                throw new IllegalStateException("scripted");
            }
            return Optional.empty();
        });
        queue.offer(ONE);
        assertThat(List.of(next(), next())).containsExactly(ONE, ONE);
    }

    @Test
    void nothingIsHandedOutAfterTheStop() {
        queue.start(this::note);
        assertThat(queue.stop(Duration.ofSeconds(5))).isTrue();
        queue.offer(ONE);
        queue.offer(TWO, Duration.ZERO);
        assertThat(turns).isEmpty();
    }

    private Optional<Duration> note(Work work) {
        turns.add(work);
        return Optional.empty();
    }

    private Work next() throws InterruptedException {
        Work turn = turns.poll(5, TimeUnit.SECONDS);
        assertThat(turn).as("a turn within 5 s").isNotNull();
        return turn;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
