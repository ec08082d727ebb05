package io.podspace.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The real scheduler, with tasks of the test. */
class TicksTest {
    @Test
    void tasksRunAgainAndAgainAlsoAfterAFailureAndUntilTheEnd() throws Exception {
        CountDownLatch failing = new CountDownLatch(2);
        CountDownLatch working = new CountDownLatch(2);
        Ticks ticks = new Ticks();
        ticks.tasks = tasks(
                new Task("failing", 1, () -> {
                    failing.countDown();
                    throw new IllegalStateException("on purpose");
                }),
                new Task("working", 1, working::countDown));
        ticks.start(new Object());
        try {
            assertThat(failing.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            ticks.stop();
        }
    }

    @Test
    void aTaskThatIsStillRunningIsSkippedAndTheEndWaitsForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(3);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        Ticks ticks = new Ticks();
        ticks.tasks = tasks(
                new Task("long", 1, () -> {
                    runs.incrementAndGet();
                    begun.countDown();
                    await(release);
                }),
                new Task("short", 1, others::countDown));
        ticks.start(new Object());
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(1);
        Thread end = Thread.ofVirtual().start(ticks::stop);
        assertThat(end.join(Duration.ofMillis(200))).isFalse();
        release.countDown();
        assertThat(end.join(Duration.ofSeconds(30))).isTrue();
    }

    private static Tasks tasks(Task... all) {
        return new Tasks() {
            @Override
            List<Task> all() {
                return List.of(all);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
