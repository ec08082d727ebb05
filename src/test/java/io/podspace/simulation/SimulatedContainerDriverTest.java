package io.podspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerState;
import io.podspace.host.HostEvent;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.Observation;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.Effect.Operation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripts of the simulation; its behaviour as a driver is asserted by the contract. */
class SimulatedContainerDriverTest {
    private final TestClock clock = TestClock.start();
    private final SimulatedContainerDriver driver = new SimulatedContainerDriver(clock, "test");
    private final HostRef host = new HostRef(1, "h1", URI.create("unix:///none"), "127.0.0.1");
    private final List<HostEvent> events = new ArrayList<>();

    @BeforeEach
    void image() {
        driver.load(1, "demo:1", SimulatedImage.server("demo"));
        driver.follow(host, events::add);
    }

    @Test
    void processesEndAtTheTimeOfTheirScript() {
        driver.load(1, "demo:1", SimulatedImage.server("demo").exiting(Duration.ofSeconds(5), 3));
        String id = driver.create(host, spec("a"));
        driver.start(host, id);
        clock.advance(Duration.ofSeconds(9));
        assertThat(driver.inspect(host, "a").orElseThrow()).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(ContainerState.EXITED);
            assertThat(seen.exitCode()).hasValue(3);
            assertThat(seen.finishedAt()).contains(clock.instant().minusSeconds(4));
        });
    }

    @Test
    void aCrashAfterAnEffectLeavesTheEffectAndEndsTheProcess() {
        driver.crashAfter(1);
        assertThatThrownBy(() -> driver.create(host, spec("a"))).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> driver.observe(host)).isInstanceOf(SimulatedCrash.class);
        driver.revive();
        assertThat(driver.everything(1)).hasSize(1);
    }

    @Test
    void aCrashBeforeAnEffectLeavesNothing() {
        driver.crashBefore(2);
        driver.create(host, spec("a"));
        assertThatThrownBy(() -> driver.create(host, spec("b"))).isInstanceOf(SimulatedCrash.class);
        driver.revive();
        assertThat(driver.everything(1)).extracting(each -> each.name()).containsExactly("a");
    }

    @Test
    void aHostThatIsCutOffIsUnknownAndItsContainersGoOn() {
        driver.start(host, driver.create(host, spec("a")));
        driver.cutOff(1);
        assertThat(driver.observe(host)).isInstanceOf(Observation.Unreachable.class);
        assertThatThrownBy(() -> driver.remove(host, "a"))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_UNREACHABLE));
        assertThat(driver.everything(1)).hasSize(1);
        driver.reconnect(1);
        assertThat(events).last().isEqualTo(HostEvent.resync());
    }

    @Test
    void refusalsAreCounted() {
        PodSpaceException error = new PodSpaceException(ErrorCode.ENGINE, "no space left on device");
        driver.refuse(Operation.CREATE, error, 1);
        assertThatThrownBy(() -> driver.create(host, spec("a"))).isSameAs(error);
        driver.create(host, spec("a"));
        assertThat(driver.everything(1)).hasSize(1);
    }

    private static ContainerSpec spec(String name) {
        return new ContainerSpec(
                name,
                Map.of(Labels.CLUSTER, "test"),
                "demo:1",
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new ContainerSpec.Limits(100, 0, 64 << 20, 64),
                List.of(),
                false,
                false);
    }
}
