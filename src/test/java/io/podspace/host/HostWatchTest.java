package io.podspace.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.simulation.SimulatedContainerDriver;
import io.podspace.simulation.SimulatedImage;
import io.podspace.simulation.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostWatchTest {
    private static final HostRef HOST = new HostRef(1, "h1", URI.create("unix:///nowhere"), "127.0.0.1");

    private final TestClock clock = TestClock.start();
    private final SimulatedContainerDriver engine = new SimulatedContainerDriver(clock, "c");
    private final LinkedBlockingQueue<Set<Long>> changes = new LinkedBlockingQueue<>();
    private final HostWatch watch =
            new HostWatch(HOST, engine, clock, (before, after) -> changes.add(after.changedSince(before)));

    @Test
    void aHostIsSilentBeforeItWasLookedAt() {
        assertThat(watch.sight().reachable()).isFalse();
        assertThat(watch.sight().absentTwice("x")).isFalse();
    }

    @Test
    void absenceCountsOnlyWhenSeenTwice() {
        create("a", 7);
        watch.refresh();
        engine.remove(HOST, "a");
        assertThat(watch.refresh().absentTwice("a")).isFalse();
        assertThat(watch.refresh().absentTwice("a")).isTrue();
    }

    @Test
    void silenceIsNoAbsenceAndKeepsItsBeginning() {
        create("a", 7);
        watch.refresh();
        engine.cutOff(1);
        Sight first = watch.refresh();
        clock.advance(Duration.ofMinutes(1));
        Sight second = watch.refresh();
        assertThat(second.absentTwice("a")).isFalse();
        assertThat(second.now()).isEqualTo(first.now());
        engine.remove(new HostRef(2, "h2", HOST.endpoint(), ""), "none");
        engine.reconnect(1);
        assertThat(watch.refresh().find("a")).isPresent();
    }

    @Test
    void tellsWhoseContainersChanged() throws InterruptedException {
        watch.refresh();
        create("a", 7);
        watch.refresh();
        create("b", 8);
        watch.refresh();
        watch.refresh();
        assertThat(List.of(changes.take(), changes.take(), changes.take(), changes.take()))
                .containsExactly(Set.of(), Set.of(7L), Set.of(8L), Set.of());
    }

    @Test
    void oneContainerIsSeenWithoutAListing() throws InterruptedException {
        create("a", 7);
        watch.refresh();
        create("b", 8);
        engine.start(HOST, "b");
        watch.look("b");
        watch.look("missing");
        assertThat(watch.sight().find("a")).isPresent();
        assertThat(watch.sight().find("b"))
                .hasValueSatisfying(b -> assertThat(b.state()).isEqualTo(ContainerState.RUNNING));
        assertThat(watch.sight().number()).isEqualTo(1);
        assertThat(List.of(changes.take(), changes.take())).containsExactly(Set.of(7L), Set.of(8L));
        engine.cutOff(1);
        watch.look("a");
        assertThat(watch.sight().reachable())
                .as("silence is for listings to say")
                .isTrue();
        assertThat(changes).isEmpty();
        watch.refresh();
        engine.reconnect(1);
        watch.look("a");
        assertThat(watch.sight().reachable()).isFalse();
    }

    @Test
    void anEndIsToldBeforeAListingShowsIt() throws InterruptedException {
        LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();
        HostWatch other = new HostWatch(HOST, engine, clock, new HostListener() {
            @Override
            public void listed(Sight before, Sight after) {
                changes.add(after.changedSince(before));
            }

            @Override
            public void ended(ObservedContainer container) {
                ended.add(container.name() + " " + container.state());
            }
        });
        create("a", 7);
        engine.start(HOST, "a");
        other.start();
        assertThat(changes.poll(5, TimeUnit.SECONDS)).containsExactly(7L);
        engine.stop(HOST, "a", Duration.ZERO);
        assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo("a RUNNING");
        other.close();
    }

    @Test
    void anEventBringsAListing() throws InterruptedException {
        watch.start();
        assertThat(changes.poll(5, TimeUnit.SECONDS)).isEmpty();
        create("a", 7);
        Set<Long> seen = Set.of();
        for (int i = 0; i < 5 && seen.isEmpty(); i++) {
            seen = changes.poll(5, TimeUnit.SECONDS);
        }
        watch.close();
        assertThat(seen).containsExactly(7L);
    }

    private void create(String name, long deployment) {
        engine.load(1, "app", SimulatedImage.server("app"));
        engine.create(
                HOST,
                new ContainerSpec(
                        name,
                        Map.of(
                                Labels.CLUSTER, "c",
                                Labels.KIND, "pod",
                                Labels.DEPLOYMENT, Long.toString(deployment)),
                        "app",
                        List.of(),
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        new ContainerSpec.Limits(1, 0, 1, 1),
                        List.of(),
                        true,
                        false));
    }
}
