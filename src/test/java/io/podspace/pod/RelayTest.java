package io.podspace.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.docker.TrialEngine;
import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerProcess;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerState;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.Observation;
import io.podspace.host.ProcessWish;
import io.podspace.simulation.Await;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections into a pod, on a real engine. */
@Tag("engine")
class RelayTest {
    private final String cluster = TrialEngine.cluster();
    private final HostRef host = TrialEngine.host();
    private final ContainerDriver driver = TrialEngine.driver(cluster);
    private final String pod = "ps-" + cluster + "-pod-1";
    private final ContainerSpec spec =
            Relay.spec(cluster, "ps-" + cluster + "-relay-1", TrialEngine.proxyImage(), place(), pod);
    private final Relay relay = new Relay(driver, host, spec);

    @BeforeEach
    void startPod() {
        driver.create(
                host,
                new ContainerSpec(
                        pod,
                        Map.of(Labels.CLUSTER, cluster, Labels.KIND, "pod"),
                        TrialEngine.demoImage(),
                        List.of("sh", "-c", "echo inside >/tmp/page; exec httpd -f -p 127.0.0.1:9000 -h /tmp"),
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        new ContainerSpec.Limits(10, 0, 64 << 20, 64),
                        List.of(),
                        true,
                        false));
        driver.start(host, pod);
    }

    @AfterEach
    void clean() {
        if (driver.observe(host) instanceof Observation.Seen seen) {
            seen.containers().forEach(container -> driver.remove(host, container.id()));
        }
    }

    @Test
    void whatListensOnThePodsOwnLoopbackIsReached() throws Exception {
        relay.begin();
        Await.until("the page is there", () -> asked(9000).endsWith("inside\n"));
        relay.close();
        assertThat(driver.inspect(host, spec.name())).isEmpty();
        Await.until("it is known to have ended", relay::ended);
    }

    @Test
    void aPortThatNobodyListensToIsToldByTheExitCode() throws Exception {
        relay.begin();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (ContainerProcess connection = relay.connect(9001)) {
            OptionalInt code = connection.copy((error, piece) -> errors.writeBytes(piece));
            assertThat(code.orElse(0)).isNotZero();
        }
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("Connection refused");
        assertThat(relay.ended()).isFalse();
    }

    /** As after a crash of the server: nobody holds its lifeline any more. */
    @Test
    void itEndsWithItsLifeline() throws Exception {
        driver.create(host, spec);
        driver.start(host, spec.name());
        ContainerProcess lifeline = driver.run(
                host, spec.name(), new ProcessWish(List.of("sh", "-c", "cat >/dev/null; kill 1"), true, false));
        CompletableFuture<OptionalInt> held =
                CompletableFuture.supplyAsync(() -> lifeline.copy((error, piece) -> {}), Thread::startVirtualThread);
        lifeline.endInput();
        held.handle((code, gone) -> code).get(20, TimeUnit.SECONDS);
        Await.until("it has ended", () -> driver.inspect(host, spec.name())
                .filter(seen -> seen.state() == ContainerState.EXITED)
                .isPresent());
    }

    private String asked(int port) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (ContainerProcess connection = relay.connect(port)) {
            CompletableFuture<OptionalInt> end = CompletableFuture.supplyAsync(
                    () -> connection.copy((error, piece) -> answer.writeBytes(piece)), Thread::startVirtualThread);
            connection.send("GET /page HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.endInput();
            end.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static PodPlace place() {
        return new PodPlace(
                1,
                "pod-uid",
                "web-0",
                1,
                new PodPlace.Owner(1, "uid", "web"),
                PodPhase.values()[0],
                Optional.of(1L),
                Optional.of("container"));
    }
}
