package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.service.ProxyDriver;
import io.podspace.service.ProxyDriverContract;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.simulation.Await;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
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
