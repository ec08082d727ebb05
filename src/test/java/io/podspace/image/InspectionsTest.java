package io.podspace.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.Await;
import io.podspace.simulation.Effect;
import io.podspace.simulation.SimulatedContainerDriver;
import io.podspace.simulation.SimulatedImage;
import io.podspace.simulation.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InspectionsTest {
    private static final long PROJECT = 7;

    private final TestClock clock = TestClock.start();
    private final SimulatedContainerDriver engine = new SimulatedContainerDriver(clock, "test");
    private final HostRef host = new HostRef(1, "one", URI.create("unix:///1"), "127.0.0.1");
    private final Inspections inspections =
            new Inspections(engine, task -> Thread.ofVirtual().start(task), clock);
    private final SimulatedImage demo = SimulatedImage.server("demo");

    @Test
    void anImageThatAHostHasIsToldWithoutAPull() throws Exception {
        engine.load(1, "docker.io/library/demo:1", demo);
        String id = start("demo:1");
        assertThat(end(id)).isEqualTo(new Inspection.Done("docker.io/library/demo:1", demo.facts()));
        assertThat(engine.effects()).isEmpty();
    }

    @Test
    void aPullIsFollowedToItsEndAndJoinedByWhoAsksForTheSame() throws Exception {
        engine.publish("docker.io/library/demo:1", demo.slow());
        String id = start("demo:1");
        Await.until("it downloads", () -> state(id).equals(new Inspection.Running("Downloading", OptionalInt.of(10))));
        assertThat(start("docker.io/library/demo:1")).isEqualTo(id);
        engine.finishPull("docker.io/library/demo:1");
        assertThat(end(id)).isInstanceOf(Inspection.Done.class);
        assertThat(engine.effects()).containsExactly(new Effect(1, Effect.Operation.PULL, "docker.io/library/demo:1"));
    }

    @Test
    void theRegistrysErrorIsTheResult() throws Exception {
        engine.publish("r.io/demo:1", demo.refusing(ErrorCode.IMAGE_DENIED, "no basic auth credentials"));
        assertThat(end(start("r.io/demo:1")))
                .isEqualTo(new Inspection.Failed(ErrorCode.IMAGE_DENIED, "no basic auth credentials"));
        assertThat(end(start("r.io/none:1"))).isInstanceOf(Inspection.Failed.class);
    }

    @Test
    void anotherProjectSeesNothingOfIt() throws Exception {
        engine.load(1, "docker.io/library/demo:1", demo);
        String id = start("demo:1");
        assertThat(end(id)).isInstanceOf(Inspection.Done.class);
        assertThat(inspections.state(PROJECT + 1, id)).isEmpty();
        assertThat(inspections.state(PROJECT, "other")).isEmpty();
    }

    @Test
    void oneProjectDoesNotFillTheRoom() throws Exception {
        for (int i = 1; i <= 4; i++) {
            engine.publish("r.io/slow:" + i, demo.slow());
            start("r.io/slow:" + i);
        }
        engine.publish("r.io/slow:5", demo.slow());
        assertThatThrownBy(() -> start("r.io/slow:5"))
                .isInstanceOfSatisfying(PodSpaceException.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
        for (int i = 1; i <= 4; i++) {
            engine.finishPull("r.io/slow:" + i);
        }
    }

    @Test
    void itIsForgottenAfterAWhile() throws Exception {
        engine.load(1, "docker.io/library/demo:1", demo);
        String id = start("demo:1");
        end(id);
        clock.advance(Duration.ofMinutes(16));
        start("demo:1");
        assertThat(inspections.state(PROJECT, id)).isEmpty();
    }

    private String start(String reference) {
        return inspections.start(PROJECT, ImageReference.parse(reference), host, Optional.empty());
    }

    private Inspection state(String id) {
        return inspections.state(PROJECT, id).orElseThrow();
    }

    private Inspection end(String id) throws Exception {
        Await.until("it ended", () -> !(state(id) instanceof Inspection.Running));
        return state(id);
    }
}
