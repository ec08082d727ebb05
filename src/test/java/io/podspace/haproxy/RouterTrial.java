package io.podspace.haproxy;

import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyState;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Certificate;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.RouteEntry;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.simulation.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A router and pods on an engine, and what its tests need to write tables and to ask: one network a class, one router a test. */
abstract class RouterTrial {
    static final String HOST = "web-shop.apps.localhost";
    static TrialNetwork network;
    static HaproxyProxyDriver driver;
    static ProxySpec router;
    static Visitor visitor;
    private static final Map<Integer, String> addresses = new TreeMap<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void network() throws Exception {
        network = new TrialNetwork();
        int http = FreePorts.next();
        int https = FreePorts.next();
        driver = new HaproxyProxyDriver(network.containers, network.settings(folder, http, https), Clock.systemUTC());
        router = network.router("router", http, https);
        visitor = new Visitor(http, https);
    }

    @AfterAll
    static void clean() {
        addresses.clear();
        network.close();
    }

    @AfterEach
    void removeRouter() {
        driver.remove(router);
    }

    static boolean answers(String host, String path) {
        try {
            return visitor.get(host, path).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    static void serve(RouteEntry route, Backend backend) throws Exception {
        apply(route, backend);
        awaitServing(backend.endpoints().size());
    }

    static ProxyState apply(RouteEntry route, Backend backend) {
        return driver.apply(router, table(route, backend));
    }

    static ProxyTable table(RouteEntry route, Backend backend) {
        return new ProxyTable(List.of(), List.of(route), List.of(backend), List.of());
    }

    static void awaitServing(int endpoints) throws Exception {
        Await.until(
                endpoints + " endpoints serve",
                () -> driver.observe(router) instanceof ProxyState.Seen seen
                        && seen.endpoints().stream()
                                        .filter(ProxyState.EndpointState::inRotation)
                                        .count()
                                == endpoints);
    }

    static int reloads(ProxyState state) {
        return ((ProxyState.Seen) state).reloads();
    }

    static RouteEntry route(String path, String backend) {
        return entry(path, backend, Insecure.ALLOW);
    }

    static RouteEntry entry(String path, String backend, Insecure insecure) {
        return new RouteEntry(HOST, path, backend, insecure);
    }

    static Backend backend(String key, Endpoint... endpoints) {
        return new Backend(key, Protocol.HTTP, Algorithm.ROUND_ROBIN, false, List.of(endpoints));
    }

    static Backend sticky(String key, Endpoint... endpoints) {
        return new Backend(key, Protocol.HTTP, Algorithm.ROUND_ROBIN, true, List.of(endpoints));
    }

    static Endpoint pod(int pod) {
        return pod(pod, Wish.SERVE);
    }

    static Endpoint pod(int pod, Wish wish) {
        return new Endpoint(pod, address(pod), TrialNetwork.DEMO_PORT, 1, wish);
    }

    static Endpoint weighing(int pod, int weight) {
        return new Endpoint(pod, address(pod), TrialNetwork.DEMO_PORT, weight, Wish.SERVE);
    }

    static String address(int pod) {
        return addresses.computeIfAbsent(pod, id -> network.pod("pod-" + id, Map.of("PODSPACE_POD", name(id))));
    }

    static String name(int pod) {
        return "web-" + pod;
    }

    static Certificate certificate(Issuer.Identity authority, String subject) {
        return new Certificate(
                HOST,
                Issuer.server(authority, List.of(HOST, subject), Instant.now(), Duration.ofDays(1))
                        .pem());
    }
}
