package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.EngineKeys;
import io.podspace.host.HostEvent;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.NetworkSpec;
import io.podspace.host.Observation;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.Await;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is cut off, hangs, and comes back. */
@Tag("engine")
class SilentEngineTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final String cluster = TrialEngine.cluster();
    private final int addresses = ThreadLocalRandom.current().nextInt(100, 200);
    private final DockerContainerDriver driver = new DockerContainerDriver(cluster, Path.of(""), Clock.systemUTC());
    private final Engines engines = new Engines(new EngineCertificates(Path.of(""), EngineKeys.NONE), PATIENCE);

    @TempDir
    Path folder;

    private Relay relay;
    private HostRef host;

    @BeforeEach
    void open() throws Exception {
        relay = new Relay(TrialEngine.host(), folder.resolve("relay.sock"));
        host = relay.host();
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
        engines.close();
        relay.close();
    }

    @Test
    void aCutEngineIsUnknownSinceThenAndSeenAgainLater() throws Exception {
        assertThat(driver.observe(host)).isInstanceOf(Observation.Seen.class);
        relay.cut();
        Instant since = ((Observation.Unreachable) driver.observe(host)).since();
        assertThat(((Observation.Unreachable) driver.observe(host)).since()).isEqualTo(since);
        relay.restore();
        assertThat(driver.observe(host)).isInstanceOf(Observation.Seen.class);
    }

    @Test
    void theEventStreamComesBackWithAResync() throws Exception {
        Queue<HostEvent> events = new ConcurrentLinkedQueue<>();
        try (AutoCloseable following = driver.follow(host, events::add)) {
            Await.until("the stream is open", () -> !events.isEmpty());
            relay.cut();
            events.clear();
            relay.restore();
            Await.until("it is open again", () -> events.contains(HostEvent.resync()));
        }
    }

    @Test
    void anEngineThatHangsIsUnknownLongBeforeACallMustEnd() throws Exception {
        assertThat(driver.observe(host)).isInstanceOf(Observation.Seen.class);
        relay.hang();
        Instant before = Instant.now();
        assertThat(driver.observe(host)).isInstanceOf(Observation.Unreachable.class);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        relay.restore();
        assertThat(driver.observe(host)).isInstanceOf(Observation.Seen.class);
    }

    @Test
    void afterAListingWithoutAnswerEveryCallFailsAtOnceUntilOneIsAnswered() throws Exception {
        assertThat(driver.observe(host)).isInstanceOf(Observation.Seen.class);
        relay.hang();
        assertThat(driver.observe(host)).isInstanceOf(Observation.Unreachable.class);
        Instant before = Instant.now();
        assertThatThrownBy(() -> driver.inspect(host, "none"))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_UNREACHABLE))
                .hasMessageContaining("does not answer");
        assertThatThrownBy(() -> driver.ensureNetwork(host, network(0))).isInstanceOf(PodSpaceException.class);
        assertThat(Duration.between(before, Instant.now())).isLessThan(PATIENCE);
        relay.restore();
        assertThat(driver.observe(host)).isInstanceOf(Observation.Seen.class);
        assertThat(driver.inspect(host, "none")).isEmpty();
    }

    @Test
    void aCallThatHangsHoldsUpNothingOnAnotherHost() throws Exception {
        relay.hang();
        Thread hanging = Thread.ofVirtual().start(() -> {
            try {
                driver.ensureNetwork(host, network(0));
            } catch (PodSpaceException e) {
                return; // as it must, after the limit
            }
        });
        Await.until("the call hangs", () -> relay.taken() > 0);
        Instant before = Instant.now();
        driver.ensureNetwork(TrialEngine.host(), network(1));
        driver.removeNetwork(TrialEngine.host(), network(1).name());
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(hanging.isAlive()).isTrue();
    }

    @Test
    void anotherEngineThanTheKnownOneIsSilentAndIsNotTouched() {
        HostRef known = known("AAAA");
        assertThat(driver.observe(known)).isInstanceOfSatisfying(Observation.Unreachable.class, silent -> {
            assertThat(silent.otherEngine()).contains(id());
            assertThat(silent.why()).contains("Another engine answers", "AAAA", id());
        });
        assertThatThrownBy(() -> driver.ensureNetwork(known, network(0)))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_UNREACHABLE));
        assertThatThrownBy(() -> driver.facts(known)).hasMessageContaining("Another engine answers");
        assertThat(driver.networks(host)).isEmpty();
        assertThat(driver.tryOut(host, Optional.empty()).id()).isEqualTo(id());
    }

    @Test
    void theKnownEngineIsBelievedAlsoAfterItWasAway() throws Exception {
        HostRef known = known(id());
        assertThat(driver.observe(known)).isInstanceOf(Observation.Seen.class);
        relay.cut();
        assertThat(driver.observe(known))
                .isInstanceOfSatisfying(Observation.Unreachable.class, silent -> assertThat(silent.otherEngine())
                        .isEmpty());
        relay.restore();
        assertThat(driver.observe(known)).isInstanceOf(Observation.Seen.class);
        assertThat(driver.inspect(known, "none")).isEmpty();
    }

    private String id() {
        return driver.facts(TrialEngine.host()).id();
    }

    private HostRef known(String engine) {
        return new HostRef(host.id(), host.name(), host.endpoint(), host.address(), "", engine);
    }

    private NetworkSpec network(int number) {
        String block = "10.%d.%d.0".formatted(addresses, number);
        return new NetworkSpec(
                "ps-%s-%d".formatted(cluster, number),
                "bridge",
                block + "/24",
                block + "/25",
                true,
                Map.of(Labels.CLUSTER, cluster));
    }

    @Test
    void anEngineThatHangsHoldsItsCallerForTheLimitOnly() throws Exception {
        relay.hang();
        Instant before = Instant.now();
        assertThatThrownBy(() ->
                        engines.of(host).ask(host, client -> client.pingCmd().exec()))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_UNREACHABLE))
                .hasMessageContaining("no answer within 0.5 s");
        assertThat(Duration.between(before, Instant.now())).isBetween(PATIENCE, Duration.ofSeconds(5));
        relay.restore();
        engines.of(host).ask(host, client -> client.pingCmd().exec());
    }
}
