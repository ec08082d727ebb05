package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.host.ContainerFile;
import io.podspace.service.ProxyDriver;
import io.podspace.service.ProxyDriverContract;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyState.EndpointState;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.simulation.Await;
import io.podspace.simulation.TestClock;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class HaproxyProxyDriverContractTest extends ProxyDriverContract {
    private static TrialNetwork network;
    private static HaproxyProxyDriver driver;
    private static ProxySpec balancer;
    private static final Map<Long, String> addresses = new TreeMap<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void network() {
        network = new TrialNetwork();
        driver = new HaproxyProxyDriver(network.containers, network.settings(folder, 8000, 8443), Clock.systemUTC());
        balancer = network.balancer("b1");
    }

    @AfterAll
    static void clean() {
        network.close();
    }

    @AfterEach
    void removeBalancer() throws IOException {
        if (addresses.containsKey(1L)) {
            sick(1, false);
        }
        driver.remove(balancer);
    }

    /** HAProxy takes few connections of this kind. One that is given up must be closed: no collector may have to find it. */
    @Test
    void aProxyWhoseContainerIsLookedAfterAgainAndAgainKeepsOneConnection() throws Exception {
        ProxyTable table = table(Protocol.HTTP, listening(1, Wish.SERVE));
        for (int i = 0; i < 8; i++) {
            driver.networksRemade();
            driver.apply(balancer, table);
        }
        Await.until("its own and that of this question are left", () -> controlSessions() == 2);
    }

    /** What the pod before it answered is not taken for its own, also by a process that first saw the slot when it was empty. */
    @Test
    void aPodInAUsedSlotIsCountedFromItsFirstLookOn() throws Exception {
        apply(listening(1, Wish.SERVE));
        await(1, EndpointState::inRotation);
        visit(20);
        Await.until("its slot is empty", () -> endpoint(apply(), 1).isEmpty());
        HaproxyProxyDriver next =
                new HaproxyProxyDriver(network.containers, network.settings(folder, 8000, 8443), Clock.systemUTC());
        assertThat(seen(next.observe(balancer)).endpoints()).isEmpty();
        long first = counted(seen(next.apply(balancer, table(Protocol.HTTP, listening(2, Wish.SERVE)))), 2)
                .all();
        await(2, EndpointState::inRotation);
        visit(5);
        Await.until(
                "its own are counted, and no others",
                () -> counted(seen(next.observe(balancer)), 2).all() == first + 5);
        next.close();
    }

    /** As after an upgrade of PodSpace: what it runs was made from another program, and so says another structure. */
    @Test
    void aProxyWithTheProgramOfAnotherReleaseReloadsOnce() throws Exception {
        Endpoint pod = listening(1, Wish.SERVE);
        int before = apply(pod).reloads();
        String layout = file(Paths.LAYOUT).replaceFirst("(?m)^structure .*$", "structure 0");
        network.containers.upload(
                balancer.host(),
                balancer.name(),
                List.of(file(Paths.PROGRAM, "-- older\n" + Pages.checksText()), file(Paths.LAYOUT, layout)));
        network.containers.signal(balancer.host(), balancer.name(), "USR2");
        Await.until("it runs the older program", () -> driver.ask(balancer, Command.ask("show map " + Paths.LAYOUT))
                .contains("structure 0\n"));
        HaproxyProxyDriver upgraded =
                new HaproxyProxyDriver(network.containers, network.settings(folder, 8000, 8443), Clock.systemUTC());
        ProxyTable table = table(Protocol.HTTP, pod);
        assertThat(seen(upgraded.apply(balancer, table)).reloads()).isEqualTo(before + 1);
        assertThat(file(Paths.PROGRAM)).isEqualTo(Pages.checksText());
        upgraded.networksRemade();
        assertThat(seen(upgraded.apply(balancer, table)).reloads()).isEqualTo(before + 1);
        upgraded.close();
    }

    private static String file(String path) {
        return network.containers
                .exec(balancer.host(), balancer.name(), List.of("cat", path), Duration.ofSeconds(10))
                .output();
    }

    private static ContainerFile file(String path, String text) {
        return new ContainerFile(path, text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    /** Nobody gave it time for its start, so it gets much; a clock that is moved spares the waiting. */
    @Test
    void livenessFailsWhereNothingHasListenedForFiveMinutes() throws Exception {
        TestClock clock = new TestClock(Instant.now());
        HaproxyProxyDriver patient =
                new HaproxyProxyDriver(network.containers, network.settings(folder, 8000, 8443), clock);
        Endpoint pod = listening(1, Wish.SERVE);
        Checks checks = new Checks(Optional.empty(), Optional.of(Check.of(new Method.Tcp(1001))), Optional.empty());
        patient.apply(balancer, table(Protocol.HTTP, new Endpoint(1, pod.address(), 1001, 1, Wish.SERVE, checks)));
        Await.until("it is seen to refuse", () -> {
            clock.advance(Refusals.PATIENCE);
            return roles(patient).equals(Set.of(Role.READINESS));
        });
        clock.advance(PortWait.LIVENESS);
        Await.until("its liveness has failed", () -> roles(patient).equals(Set.of(Role.LIVENESS, Role.READINESS)));
        patient.close();
    }

    private static Set<Role> roles(HaproxyProxyDriver driver) {
        return seen(driver.observe(balancer)).results().getOrDefault(1L, List.of()).stream()
                .filter(result -> result.verdict() == Verdict.FAILING)
                .map(Result::role)
                .collect(Collectors.toSet());
    }

    private static long controlSessions() {
        return driver.ask(balancer, Command.ask("show sess"))
                .lines()
                .filter(session -> session.contains("fe=control"))
                .count();
    }

    @Override
    protected ProxyDriver driver() {
        return driver;
    }

    @Override
    protected ProxySpec balancer() {
        return balancer;
    }

    @Override
    protected Endpoint listening(long pod, Wish wish) {
        String address = addresses.computeIfAbsent(pod, id -> network.pod("pod-" + id, Map.of()));
        return new Endpoint(pod, address, TrialNetwork.DEMO_PORT, 1, wish);
    }

    @Override
    protected Endpoint deaf(long pod, Wish wish) {
        String address = addresses.computeIfAbsent(1L, id -> network.pod("pod-" + id, Map.of()));
        return new Endpoint(pod, address, (int) (1000 + pod), 1, wish);
    }

    @Override
    protected void sick(long pod, boolean sick) throws IOException {
        tell(pod, sick ? "/health/fail" : "/health/ok");
    }

    @Override
    protected void refuse(long pod) throws IOException {
        tell(pod, "/refuse");
    }

    private static void tell(long pod, String path) throws IOException {
        URI order = URI.create("http://%s:%d%s".formatted(addresses.get(pod), TrialNetwork.DEMO_PORT, path));
        HttpURLConnection request = (HttpURLConnection) order.toURL().openConnection();
        request.setRequestMethod("POST");
        request.setConnectTimeout(2000);
        request.setReadTimeout(2000);
        assertThat(request.getResponseCode()).isEqualTo(200);
    }

    @Override
    protected void visit(int times) throws IOException {
        String address = balancer.networks().get(1).address().orElseThrow();
        for (int i = 0; i < times; i++) {
            HttpURLConnection request = (HttpURLConnection)
                    URI.create("http://" + address + "/health").toURL().openConnection();
            request.setConnectTimeout(2000);
            request.setReadTimeout(2000);
            assertThat(request.getResponseCode()).isIn(200, 500);
            request.disconnect();
        }
    }

    @Override
    protected AutoCloseable session(long pod) throws IOException {
        Socket request = new Socket();
        request.connect(
                new InetSocketAddress(balancer.networks().get(1).address().orElseThrow(), 80), 2000);
        request.getOutputStream()
                .write("GET /slow?ms=4000 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return request;
    }
}
