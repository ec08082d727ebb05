package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.ContainerState;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.simulation.SimulatedContainerDriver;
import io.podspace.simulation.SimulatedImage;
import io.podspace.simulation.TestClock;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyContainerTest {
    private static final String IMAGE = "registry.example/haproxy:1";
    private static final ProxySpec ROUTER = new ProxySpec(
            "router-2",
            Kind.ROUTER,
            new HostRef(2, "h2", URI.create("unix:///none"), "127.0.0.1"),
            List.of(),
            List.of(),
            Map.of(Labels.CLUSTER, "test"));

    private final SimulatedContainerDriver engine = new SimulatedContainerDriver(TestClock.start(), "test");
    private final ProxyContainer container = new ProxyContainer(engine, IMAGE);

    @Test
    void aHostThatWasAddedFetchesTheImage() {
        engine.publish(IMAGE, SimulatedImage.server("haproxy"));
        assertThat(container.ensure(ROUTER, List::of, false).container().state())
                .isEqualTo(ContainerState.RUNNING);
        assertThat(engine.image(ROUTER.host(), IMAGE)).isPresent();
    }

    @Test
    void anImageThatIsNowhereIsSaid() {
        assertThatThrownBy(() -> container.ensure(ROUTER, List::of, false))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE));
        assertThat(engine.everything(2)).isEmpty();
    }
}
