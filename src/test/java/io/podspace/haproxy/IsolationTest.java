package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.ExecResult;
import io.podspace.host.Labels;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Listener;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody inside a pod can reach: the own project, and nothing of another one, of the platform, or of the host's
 * loopback. Two projects with a pod and a balancer each, a router in both networks; every probe runs inside a container.
 */
@Tag("engine")
class IsolationTest {
    private static final int SERVICE_PORT = 80;
    private static final int BATCH = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Tries all addresses at once; prints those that something listens at. */
    private static final String PROBE =
            "for t in \"$@\"; do (timeout 3 nc ${t%:*} ${t##*:} </dev/null >/dev/null 2>&1 && echo $t) & done; wait";

    private static int probers;
    private static TrialNetwork trial;
    private static String own;
    private static String other;
    private static String edge;
    private static Side mine;
    private static Side theirs;
    private static ObservedContainer router;

    @TempDir
    static Path folder;

    /** A project's pod and balancer. */
    private record Side(String pod, String podAddress, ObservedContainer balancer, String network) {
        String balancerAddress() {
            return balancer.addresses().get(network);
        }

        /** The host's own address in that network. */
        String gateway() {
            return podAddress.substring(0, podAddress.lastIndexOf('.')) + ".1";
        }
    }

    @BeforeAll
    static void twoProjects() throws Exception {
        trial = new TrialNetwork();
        own = trial.name();
        other = trial.add();
        edge = edgeNetwork();
        int[] ports = {FreePorts.next(), FreePorts.next()};
        HaproxyProxyDriver proxies =
                new HaproxyProxyDriver(trial.containers, trial.settings(folder, ports[0], ports[1]), Clock.systemUTC());
        trial.pod(own, "attacker", Map.of());
        mine = side(proxies, own, "mine");
        theirs = side(proxies, other, "theirs");
        ProxySpec spec = new ProxySpec(
                "ps-" + trial.cluster + "-router",
                Kind.ROUTER,
                trial.host,
                List.of(attached(edge), attached(own), attached(other)),
                trial.router("router", ports[0], ports[1]).publish(),
                Map.of(Labels.CLUSTER, trial.cluster));
        proxies.apply(spec, new ProxyTable(List.of(), List.of(), List.of(), List.of()));
        router = container("router");
    }

    @AfterAll
    static void clean() {
        trial.close();
        trial.containers.removeNetwork(trial.host, edge);
    }

    @Test
    void theOwnProjectIsReachedByAddressAndByName() {
        String[] reached = {
            mine.podAddress() + ":8080", mine.pod() + ":8080", mine.balancerAddress() + ":80", "service:80"
        };
        assertThat(reach("attacker", reached)).containsExactlyInAnyOrder(reached);
    }

    @Test
    void nothingOfAnotherProjectIsReached() {
        assertThat(reach(
                        "attacker",
                        theirs.podAddress() + ":8080",
                        theirs.pod() + ":8080",
                        theirs.balancerAddress() + ":" + SERVICE_PORT,
                        theirs.balancerAddress() + ":" + ProxySpec.CONTROL,
                        theirs.balancer().addresses().get(edge) + ":" + SERVICE_PORT,
                        theirs.balancer().addresses().get(edge) + ":" + ProxySpec.CONTROL,
                        router.addresses().get(other) + ":" + ProxySpec.ROUTER_HTTP,
                        router.addresses().get(other) + ":" + ProxySpec.CONTROL,
                        router.addresses().get(edge) + ":" + ProxySpec.CONTROL))
                .isEmpty();
        assertThat(reach("attacker", theirs.pod() + ":8080", "ps-" + trial.cluster + "-theirs:8080"))
                .isEmpty();
    }

    @Test
    void nothingOnTheHostsLoopbackIsReached() throws Exception {
        try (ServerSocket database = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            List<String> targets = new ArrayList<>();
            List<Integer> ports = new ArrayList<>(List.of(
                    database.getLocalPort(),
                    mine.balancer().publishedPorts().get(ProxySpec.CONTROL),
                    theirs.balancer().publishedPorts().get(ProxySpec.CONTROL),
                    router.publishedPorts().get(ProxySpec.CONTROL),
                    router.publishedPorts().get(ProxySpec.ROUTER_HTTP),
                    2375,
                    2376,
                    9990));
            for (String host : hostAddresses()) {
                ports.forEach(port -> targets.add(host + ":" + port));
            }
            assertThat(reach("attacker", targets.toArray(String[]::new))).isEmpty();
        }
    }

    @Test
    void theEnginesSocketIsNotInside() {
        assertThat(run("attacker", "ls", "/var/run/docker.sock").exitCode()).isNotZero();
        assertThat(run("attacker", "cat", "/proc/mounts").output()).doesNotContain("docker.sock");
    }

    @Test
    void nobodyMakesAWayForHimselfThroughTheRouter() {
        ExecResult route = run(
                "attacker",
                "ip",
                "route",
                "add",
                theirs.podAddress(),
                "via",
                router.addresses().get(own));
        assertThat(route.exitCode()).isNotZero();
        assertThat(run("attacker", "ip", "link", "set", "eth0", "down").exitCode())
                .isNotZero();
        for (String proxy : List.of("router", "balancer-mine", "balancer-theirs")) {
            assertThat(run(proxy, "cat", "/proc/sys/net/ipv4/ip_forward").output())
                    .isEqualTo("0\n");
        }
    }

    @Test
    void proxiesOfDifferentProjectsDoNotReachEachOtherThroughTheEdge() {
        assertThat(reach(
                        "balancer-mine",
                        theirs.balancer().addresses().get(edge) + ":" + SERVICE_PORT,
                        theirs.balancer().addresses().get(edge) + ":" + ProxySpec.CONTROL,
                        router.addresses().get(edge) + ":" + ProxySpec.ROUTER_HTTP))
                .isEmpty();
    }

    @Test
    void theControlPortAnswersNobodyWithoutACertificate() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) trustingAll().getSocketFactory().createSocket(mine.balancerAddress(), ProxySpec.CONTROL)) {
            socket.setSoTimeout(5000);
            assertThatThrownBy(() -> {
                        socket.getOutputStream().write("show info\n".getBytes());
                        if (socket.getInputStream().read() < 0) {
                            throw new IOException("closed without an answer");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    // ---- how

    private static Side side(HaproxyProxyDriver proxies, String network, String name) {
        String address = trial.pod(network, name, Map.of());
        String fixed = address.substring(0, address.lastIndexOf('.') + 1) + "250";
        ProxySpec spec = new ProxySpec(
                "ps-" + trial.cluster + "-balancer-" + name,
                Kind.BALANCER,
                trial.host,
                List.of(attached(edge), new NetworkAttachment(network, Optional.of(fixed), List.of("service"))),
                List.of(),
                Map.of(Labels.CLUSTER, trial.cluster));
        Backend backend = new Backend(
                "s1-80",
                Protocol.HTTP,
                Algorithm.ROUND_ROBIN,
                false,
                List.of(new Endpoint(1, address, TrialNetwork.DEMO_PORT, 1, Wish.SERVE)));
        proxies.apply(
                spec,
                new ProxyTable(
                        List.of(new Listener(SERVICE_PORT, backend.key())), List.of(), List.of(backend), List.of()));
        return new Side("ps-" + trial.cluster + "-" + name, address, container("balancer-" + name), network);
    }

    private static String edgeNetwork() {
        String name = "ps-" + trial.cluster + "-edge";
        for (int attempt = 0; ; attempt++) {
            String subnet = "10.198." + ThreadLocalRandom.current().nextInt(256) + ".0/24";
            try {
                trial.containers.ensureNetwork(
                        trial.host,
                        new NetworkSpec(
                                name, "bridge", subnet, subnet, true, true, Map.of(Labels.CLUSTER, trial.cluster)));
                return name;
            } catch (PodSpaceException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }

    private static NetworkAttachment attached(String network) {
        return new NetworkAttachment(network, Optional.empty(), List.of());
    }

    private static ObservedContainer container(String name) {
        return trial.containers
                .inspect(trial.host, "ps-" + trial.cluster + "-" + name)
                .orElseThrow();
    }

    /** Loopback, the gateways of both projects, and every other address of the host. */
    private static Set<String> hostAddresses() throws IOException {
        Set<String> addresses = new TreeSet<>(Set.of(mine.gateway(), theirs.gateway(), "127.0.0.1"));
        NetworkInterface.networkInterfaces()
                .filter(each -> each.getName().startsWith("e"))
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getHostAddress)
                .filter(address -> address.contains("."))
                .forEach(addresses::add);
        return addresses;
    }

    /**
     * In batches, each from a new pod: processes are limited, and what {@code timeout} leaves behind stays, since the demo
     * does not reap. Each batch proves with the own pod that it probes at all.
     */
    private static List<String> reach(String from, String... targets) {
        String control = mine.podAddress() + ":8080";
        List<String> reached = new ArrayList<>();
        for (int first = 0; first < targets.length; first += BATCH) {
            List<String> command = new ArrayList<>(List.of("sh", "-c", PROBE, "sh", control));
            command.addAll(Arrays.asList(targets).subList(first, Math.min(first + BATCH, targets.length)));
            String prober = from;
            if (from.equals("attacker")) {
                prober = "prober-" + probers++;
                trial.pod(own, prober, Map.of());
            }
            List<String> batch = new ArrayList<>(
                    run(prober, command.toArray(String[]::new)).output().lines().toList());
            assertThat(batch.remove(control))
                    .as("the probe from " + from + " works")
                    .isTrue();
            reached.addAll(batch);
        }
        return reached;
    }

    private static ExecResult run(String container, String... command) {
        return trial.containers.exec(trial.host, "ps-" + trial.cluster + "-" + container, List.of(command), PATIENCE);
    }

    private static SSLContext trustingAll() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        X509TrustManager all = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                // the test plays the client
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                // whoever it is: no answer is expected
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        context.init(null, new TrustManager[] {all}, null);
        return context;
    }
}
