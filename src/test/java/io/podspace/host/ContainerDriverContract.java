package io.podspace.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.Await;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link ContainerDriver} does. Run on the simulated and on the real engine, so that neither drifts. */
public abstract class ContainerDriverContract {
    private static final Duration GRACE = Duration.ofSeconds(5);

    protected abstract ContainerDriver driver();

    protected abstract HostRef host();

    /** A host that nothing answers at. */
    protected abstract HostRef silentHost();

    protected abstract String cluster();

    /** An image that the host has, whose process runs until it is stopped. */
    protected abstract String image();

    /** An image that the host has, and arguments with which its process prints "last words" and ends with code 3. */
    protected abstract ContainerSpec ending(String name);

    /** Somebody else makes a container. */
    protected abstract void intrude(String name);

    /** The second number of the addresses that this test may use: {@code 10.<this>}. */
    protected abstract String addresses();

    @Test
    void aContainerLivesThroughItsStates() {
        driver().ensureNetwork(host(), network("net", 0));
        ContainerSpec spec = spec("pod", on("net", Optional.empty()));

        String id = driver().create(host(), spec);
        assertThat(driver().create(host(), spec)).as("adopted").isEqualTo(id);
        assertThat(only()).satisfies(seen -> {
            assertThat(seen.id()).isEqualTo(id);
            assertThat(seen.name()).isEqualTo(name("pod"));
            assertThat(seen.labels()).containsAllEntriesOf(spec.labels());
            assertThat(seen.state()).isEqualTo(ContainerState.CREATED);
            assertThat(seen.addresses()).isEmpty();
            assertThat(seen.exitCode()).isEmpty();
            assertThat(seen.startedAt()).isEmpty();
        });

        driver().start(host(), id);
        driver().start(host(), name("pod"));
        assertThat(only()).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(ContainerState.RUNNING);
            assertThat(seen.startedAt()).isPresent();
            assertThat(seen.finishedAt()).isEmpty();
            assertThat(seen.exitCode()).isEmpty();
            assertThat(seen.addresses().get(name("net"))).startsWith("10." + addresses() + ".");
        });
        assertThat(driver().inspect(host(), name("pod"))).contains(only());

        driver().stop(host(), id, GRACE);
        driver().stop(host(), id, GRACE);
        assertThat(only()).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(ContainerState.EXITED);
            assertThat(seen.exitCode()).isPresent();
            assertThat(seen.outOfMemory()).isFalse();
            assertThat(seen.finishedAt()).isPresent();
            assertThat(seen.addresses()).isEmpty();
        });

        driver().remove(host(), id);
        driver().remove(host(), id);
        driver().stop(host(), id, GRACE);
        assertThat(driver().inspect(host(), id)).isEmpty();
        assertThat(seen()).isEmpty();
    }

    @Test
    void aRunningContainerIsRemovedToo() {
        driver().start(host(), driver().create(host(), spec("pod")));
        driver().remove(host(), name("pod"));
        assertThat(seen()).isEmpty();
    }

    @Test
    void theEndOfAProcessIsSeenWithItsCodeAndLastWords() throws Exception {
        driver().start(host(), driver().create(host(), ending("pod")));
        Await.until("the process ended", () -> only().state() == ContainerState.EXITED);
        assertThat(only().exitCode()).hasValue(3);
        assertThat(driver().lastLines(host(), name("pod"), 1)).containsExactly("last words");
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        LogWish wish = new LogWish(Optional.of(1), Optional.empty(), true, false);
        driver().logs(host(), name("pod"), wish, log::writeBytes, () -> true);
        assertThat(log.toString(StandardCharsets.UTF_8).strip()).isEqualTo("last words");
    }

    @Test
    void whatIsGoneCannotBeStarted() {
        refused(ErrorCode.NOT_FOUND, () -> driver().start(host(), name("none")));
        refused(ErrorCode.NOT_FOUND, () -> driver().signal(host(), name("none"), "TERM"));
        refused(ErrorCode.NOT_FOUND, () -> driver().lastLines(host(), name("none"), 1));
        LogWish wish = new LogWish(Optional.empty(), Optional.empty(), false, false);
        refused(ErrorCode.NOT_FOUND, () -> driver().logs(host(), name("none"), wish, bytes -> {}, () -> true));
        refused(ErrorCode.NOT_FOUND, () -> driver().exec(host(), name("none"), List.of("true"), GRACE));
    }

    @Test
    void aContainerOfSomebodyElseIsNeitherSeenNorTouched() {
        intrude(name("pod"));
        refused(ErrorCode.ALREADY_EXISTS, () -> driver().create(host(), spec("pod")));
        refused(ErrorCode.NOT_FOUND, () -> driver().start(host(), name("pod")));
        driver().stop(host(), name("pod"), GRACE);
        driver().remove(host(), name("pod"));
        assertThat(driver().inspect(host(), name("pod"))).isEmpty();
        assertThat(seen()).isEmpty();
        refused(ErrorCode.ALREADY_EXISTS, () -> driver().create(host(), spec("pod")));
    }

    @Test
    void nothingIsMadeWithoutOurLabel() {
        ContainerSpec plain = Variants.withLabels(spec("pod"), Map.of());
        refused(ErrorCode.INTERNAL, () -> driver().create(host(), plain));
        NetworkSpec net = new NetworkSpec(name("net"), "bridge", subnet(0), pods(0), true, Map.of());
        refused(ErrorCode.INTERNAL, () -> driver().ensureNetwork(host(), net));
    }

    @Test
    void networksAreMadeOnceAndDoNotOverlap() {
        driver().ensureNetwork(host(), network("one", 0));
        driver().ensureNetwork(host(), network("one", 0));
        refused(ErrorCode.ALREADY_EXISTS, () -> driver().ensureNetwork(host(), network("two", 0)));
        driver().ensureNetwork(host(), network("two", 1));
        assertThat(driver().networks(host())).containsExactlyInAnyOrder(name("one"), name("two"));

        driver().removeNetwork(host(), name("one"));
        driver().removeNetwork(host(), name("one"));
        assertThat(driver().networks(host())).containsExactly(name("two"));
    }

    @Test
    void anUnusedNetworkTakesAnotherSubnet() {
        driver().ensureNetwork(host(), network("net", 0));
        driver().ensureNetwork(host(), network("net", 1));
        driver().ensureNetwork(host(), network("other", 0));
        assertThat(driver().networks(host())).containsExactlyInAnyOrder(name("net"), name("other"));
    }

    @Test
    void aNetworkInUseIsNotRemoved() {
        driver().ensureNetwork(host(), network("net", 0));
        driver().start(host(), driver().create(host(), spec("pod", on("net", Optional.empty()))));
        refused(ErrorCode.CONFLICT, () -> driver().removeNetwork(host(), name("net")));
        refused(ErrorCode.CONFLICT, () -> driver().ensureNetwork(host(), network("net", 1)));
        driver().remove(host(), name("pod"));
        driver().removeNetwork(host(), name("net"));
        assertThat(driver().networks(host())).isEmpty();
    }

    @Test
    void theWayOutIsOpenedAndClosedWhileNobodyIsThere() {
        driver().ensureNetwork(host(), network("net", 0));
        driver().ensureNetwork(host(), closed(network("net", 0)));
        driver().start(host(), driver().create(host(), spec("pod", on("net", Optional.empty()))));
        driver().ensureNetwork(host(), closed(network("net", 0)));
        refused(ErrorCode.CONFLICT, () -> driver().ensureNetwork(host(), network("net", 0)));
        assertThat(only().addresses()).containsOnlyKeys(name("net"));
    }

    @Test
    void fixedAddressesLieAboveThoseOfPods() {
        driver().ensureNetwork(host(), network("net", 0));
        String fixed = address(0, 200);
        driver().start(host(), driver().create(host(), spec("balancer", on("net", Optional.of(fixed)))));
        driver().start(host(), driver().create(host(), spec("pod", on("net", Optional.empty()))));
        assertThat(driver().inspect(host(), name("balancer")).orElseThrow().addresses())
                .containsEntry(name("net"), fixed);
        driver().create(host(), spec("second", on("net", Optional.of(fixed))));
        refused(ErrorCode.ENGINE, () -> driver().start(host(), name("second")));
        refused(ErrorCode.ENGINE, () -> driver().ensureNetwork(
                        host(), Variants.withDriver(network("net", 0), "overlay")));
    }

    @Test
    void aContainerJoinsAndLeavesNetworks() {
        driver().ensureNetwork(host(), network("one", 0));
        driver().ensureNetwork(host(), network("two", 1));
        String id = driver().create(host(), spec("router", on("one", Optional.empty()), on("two", Optional.empty())));
        driver().start(host(), id);
        assertThat(only().addresses()).containsOnlyKeys(name("one"), name("two"));

        driver().disconnect(host(), id, name("two"));
        driver().disconnect(host(), id, name("two"));
        driver().disconnect(host(), id, name("none"));
        assertThat(only().addresses()).containsOnlyKeys(name("one"));

        NetworkAttachment fixed = on("two", Optional.of(address(1, 200)));
        driver().connect(host(), id, fixed);
        driver().connect(host(), id, fixed);
        assertThat(only().addresses()).containsEntry(name("two"), address(1, 200));
        driver().connect(host(), id, on("two", Optional.of(address(1, 201))));
        assertThat(only().addresses()).containsEntry(name("two"), address(1, 201));
        refused(ErrorCode.NOT_FOUND, () -> driver().connect(host(), id, on("none", Optional.empty())));
    }

    @Test
    void anAbsentImageIsSaidSo() {
        String unknown = "127.0.0.1:1/podspace/none:1";
        assertThat(driver().image(host(), unknown)).isEmpty();
        refused(ErrorCode.IMAGE, () -> driver().pull(host(), unknown, Optional.empty(), progress -> {}));
        ContainerSpec spec = Variants.withImage(spec("pod"), unknown);
        refused(ErrorCode.IMAGE, () -> driver().create(host(), spec));
    }

    @Test
    void aPresentImageTellsItsPorts() {
        ImageFacts facts = driver().image(host(), image()).orElseThrow();
        assertThat(facts.id()).startsWith("sha256:");
        assertThat(facts.exposedPorts()).containsExactly(8080);
        assertThat(facts.command()).isNotEmpty();
        assertThat(facts.sizeBytes()).isPositive();
    }

    @Test
    void eventsOfOurContainersArrive() throws Exception {
        Queue<HostEvent> events = new ConcurrentLinkedQueue<>();
        try (AutoCloseable following = driver().follow(host(), events::add)) {
            String first = driver().create(host(), spec("first"));
            // The stream may open after the call returned; a reader that wants all of it waits for its first sign.
            Await.until("the stream is open", () -> !events.isEmpty());
            String id = driver().create(host(), spec("pod"));
            driver().start(host(), id);
            driver().remove(host(), id);
            Await.until("destroy was told", () -> events.contains(new HostEvent(id, "destroy")));
            assertThat(events)
                    .contains(new HostEvent(id, "create"), new HostEvent(id, "start"), new HostEvent(id, "die"));
            assertThat(first).isNotEqualTo(id);
        }
    }

    @Test
    void aSilentHostIsUnknownAndNothingThrowsAtTheReader() {
        Observation first = driver().observe(silentHost());
        Observation second = driver().observe(silentHost());
        assertThat(first).isInstanceOfSatisfying(Observation.Unreachable.class, unreachable -> assertThat(
                        ((Observation.Unreachable) second).since())
                .isEqualTo(unreachable.since()));
        refused(ErrorCode.HOST_UNREACHABLE, () -> driver().create(silentHost(), spec("pod")));
        refused(ErrorCode.HOST_UNREACHABLE, () -> driver().stop(silentHost(), name("pod"), GRACE));
        refused(ErrorCode.HOST_UNREACHABLE, () -> driver().remove(silentHost(), name("pod")));
        refused(ErrorCode.HOST_UNREACHABLE, () -> driver().pull(
                        silentHost(), image(), Optional.empty(), progress -> {}));
    }

    @Test
    void aPublishedPortIsSeenWhileItRuns() {
        driver().ensureNetwork(host(), network("net", 0));
        ContainerSpec spec = Variants.publishing(spec("balancer", on("net", Optional.empty())));
        driver().create(host(), spec);
        assertThat(only().publishedPorts()).isEmpty();
        driver().start(host(), name("balancer"));
        assertThat(only().publishedPorts()).containsOnlyKeys(8080);
        assertThat(only().publishedPorts().get(8080)).isBetween(1024, 65535);
    }

    @Test
    void filesAreWrittenAndCommandsRun() {
        String id = driver().create(host(), spec("pod"));
        byte[] content = "hello\n".getBytes(StandardCharsets.UTF_8);
        driver().upload(host(), id, List.of(new ContainerFile("/tmp/greeting", content, 0644)));
        refused(ErrorCode.CONFLICT, () -> driver().exec(host(), id, List.of("cat", "/tmp/greeting"), GRACE));
        driver().start(host(), id);
        assertThat(driver().exec(host(), id, List.of("cat", "/tmp/greeting"), GRACE))
                .isEqualTo(new ExecResult(0, "hello\n"));
        assertThat(driver().exec(host(), id, List.of("false"), GRACE).exitCode())
                .isEqualTo(1);
    }

    @Test
    void aSignalReachesTheProcess() throws Exception {
        String id = driver().create(host(), spec("pod"));
        refused(ErrorCode.CONFLICT, () -> driver().signal(host(), id, "KILL"));
        driver().start(host(), id);
        driver().signal(host(), id, "KILL");
        Await.until("it ended", () -> only().state() == ContainerState.EXITED);
        assertThat(only().exitCode()).hasValue(137);
    }

    @Test
    void theEngineTellsItsSize() {
        assertThat(driver().facts(host())).satisfies(facts -> {
            assertThat(facts.version()).isNotBlank();
            assertThat(facts.cpus()).isPositive();
            assertThat(facts.memoryBytes()).isGreaterThan(1 << 20);
        });
        assertThatCode(() -> driver().networks(host())).doesNotThrowAnyException();
    }

    // ---- makers

    protected final String name(String of) {
        return "ps-" + cluster() + "-" + of;
    }

    protected final ContainerSpec spec(String of, NetworkAttachment... networks) {
        return new ContainerSpec(
                name(of),
                labels("pod"),
                image(),
                List.of(),
                List.of(),
                Map.of("GREETING", "hello world"),
                Optional.empty(),
                Optional.empty(),
                List.of(networks),
                new ContainerSpec.Limits(100, 500, 64 << 20, 64),
                List.of(),
                false,
                false);
    }

    protected final Map<String, String> labels(String kind) {
        return Map.of(Labels.CLUSTER, cluster(), Labels.KIND, kind);
    }

    protected final NetworkSpec network(String of, int third) {
        return new NetworkSpec(name(of), "bridge", subnet(third), pods(third), true, labels("network"));
    }

    private static NetworkSpec closed(NetworkSpec of) {
        return new NetworkSpec(of.name(), of.driver(), of.subnet(), of.podRange(), false, of.labels());
    }

    protected final NetworkAttachment on(String network, Optional<String> address) {
        return new NetworkAttachment(name(network), address, List.of("alias"));
    }

    private String subnet(int third) {
        return address(third, 0) + "/24";
    }

    private String pods(int third) {
        return address(third, 0) + "/25";
    }

    protected final String address(int third, int last) {
        return "10." + addresses() + "." + third + "." + last;
    }

    private List<ObservedContainer> seen() {
        return ((Observation.Seen) driver().observe(host())).containers();
    }

    private ObservedContainer only() {
        assertThat(seen()).hasSize(1);
        return seen().getFirst();
    }

    protected static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PodSpaceException.class, error -> assertThat(error.code())
                .as(error.getMessage())
                .isEqualTo(code));
    }
}
