package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.haproxy.Visitor.Answer;
import io.podspace.host.NetworkAttachment;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyState;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Certificate;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.RouteEntry;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.simulation.Await;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real router in front of real pods, asked by real requests. */
@Tag("engine")
class RouterTest extends RouterTrial {
    @Test
    void requestsGoToAllPodsInTurnAndUnknownHostsGetAPage() throws Exception {
        serve(route("/", "r1"), backend("r1", pod(1), pod(2)));
        Map<String, Integer> count = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            count.merge(visitor.get(HOST, "/name").body(), 1, Integer::sum);
        }
        assertThat(count).containsOnlyKeys(name(1), name(2)).containsValues(10, 10);
        assertThat(visitor.get("nobody.apps.localhost", "/").status()).isEqualTo(404);
        assertThat(visitor.get("nobody.apps.localhost", "/").body()).contains("Nothing lives at this address");
        assertThat(visitor.get(HOST.toUpperCase() + ".:8000", "/name").status()).isEqualTo(200);
    }

    @Test
    void withoutAReadyPodThereIsAClearPage() throws Exception {
        apply(route("/", "r1"), backend("r1"));
        Answer answer = visitor.get(HOST, "/");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("This application is not ready");
        assertThat(answer.header("Retry-After")).contains("5");
    }

    @Test
    void theLongestPathOfWholeSegmentsWins() throws Exception {
        ProxyTable table = new ProxyTable(
                List.of(),
                List.of(entry("/", "r1", Insecure.ALLOW), entry("/name", "r2", Insecure.ALLOW)),
                List.of(backend("r1", pod(1)), backend("r2", pod(2))),
                List.of());
        driver.apply(router, table);
        awaitServing(2);
        assertThat(visitor.get(HOST, "/version").body()).isNotBlank();
        assertThat(visitor.get(HOST, "/name?x=/other").body()).isEqualTo(name(2));
        assertThat(visitor.get(HOST, "/name/").header("X-Pod")).contains(name(2));
        assertThat(visitor.get(HOST, "/names").header("X-Pod")).contains(name(1));
        assertThat(visitor.get(HOST, "/").header("X-Pod")).contains(name(1));
    }

    @Test
    void forwardedHeadersAreOursAlone() throws Exception {
        serve(route("/", "r1"), backend("r1", pod(1)));
        String seen = visitor.get(HOST, "/client", "X-Forwarded-For: 6.6.6.6", "Forwarded: for=6.6.6.6")
                .body();
        assertThat(seen).contains(HOST).doesNotContain("6.6.6.6");
    }

    @Test
    void plainHttpIsRedirectedAndAnUploadedCertificateIsShown() throws Exception {
        Issuer.Identity authority = Issuer.authority("Somebody", Instant.now(), Duration.ofDays(2));
        ProxyTable table = new ProxyTable(
                List.of(),
                List.of(entry("/", "r1", Insecure.REDIRECT)),
                List.of(backend("r1", pod(1))),
                List.of(certificate(authority, "first")));
        driver.apply(router, table);
        awaitServing(1);
        Answer plain = visitor.get(HOST, "/a?b=c");
        assertThat(plain.status()).isEqualTo(308);
        assertThat(plain.header("Location").orElseThrow())
                .startsWith("https://" + HOST + ":")
                .endsWith("/a?b=c");
        assertThat(visitor.getSecurely(HOST, "/name").status()).isEqualTo(200);
        assertThat(visitor.certificate(HOST)).contains("CN=" + HOST);
        assertThat(visitor.certificate("other.apps.localhost")).contains("CN=*.apps.localhost");
        ProxyTable renewed =
                new ProxyTable(List.of(), table.routes(), table.backends(), List.of(certificate(authority, "second")));
        assertThat(reloads(driver.apply(router, renewed))).isZero();
        driver.apply(router, new ProxyTable(List.of(), table.routes(), table.backends(), List.of()));
        assertThat(visitor.certificate(HOST)).contains("CN=*.apps.localhost");
    }

    @Test
    void aCertificateThatHaproxyRefusesHarmsNobodyElse() throws Exception {
        String nonsense = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        ProxyTable table = new ProxyTable(
                List.of(),
                List.of(entry("/", "r1", Insecure.ALLOW)),
                List.of(backend("r1", pod(1))),
                List.of(
                        new Certificate("bad.example", nonsense),
                        new Certificate("large.example", "A".repeat(20_000)),
                        certificate(Issuer.authority("Somebody", Instant.now(), Duration.ofDays(2)), "good")));
        driver.apply(router, table);
        awaitServing(1);
        driver.apply(router, table);
        assertThat(visitor.certificate(HOST)).contains("CN=" + HOST);
        assertThat(visitor.certificate("bad.example")).contains("CN=*.apps.localhost");
        assertThat(visitor.get(HOST, "/name").body()).isEqualTo(name(1));
    }

    @Test
    void weightsShareTheRequests() throws Exception {
        serve(route("/", "r1"), backend("r1", weighing(1, 192), weighing(2, 64)));
        Map<String, Integer> count = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            count.merge(visitor.get(HOST, "/name").body(), 1, Integer::sum);
        }
        assertThat(count).containsEntry(name(1), 30).containsEntry(name(2), 10);
    }

    @Test
    void aRestartOfTheContainerBringsTheSameStateBackByItself() throws Exception {
        ProxyTable table = new ProxyTable(
                List.of(),
                List.of(entry("/", "r1", Insecure.ALLOW), entry("/name", "r2", Insecure.ALLOW)),
                List.of(backend("r1", pod(1)), sticky("r2", pod(2), pod(1, Wish.DRAIN))),
                List.of(certificate(Issuer.authority("Somebody", Instant.now(), Duration.ofDays(2)), "first")));
        driver.apply(router, table);
        awaitServing(2);
        driver.apply(router, table);
        network.containers.stop(router.host(), router.name(), Duration.ZERO);
        assertThat(driver.observe(router)).isInstanceOf(ProxyState.Silent.class);
        network.containers.start(router.host(), router.name());
        Await.until("the router answers", () -> answers(HOST, "/name"));
        for (int i = 0; i < 6; i++) {
            assertThat(visitor.get(HOST, "/name").body()).isEqualTo(name(2));
        }
        assertThat(visitor.get(HOST, "/").header("X-Pod")).contains(name(1));
        assertThat(visitor.certificate(HOST)).contains("CN=" + HOST);
        awaitServing(2);
        ProxyState.Seen repaired = (ProxyState.Seen) driver.apply(router, table);
        assertThat(repaired.reloads()).isZero();
        assertThat(repaired.endpoints()).hasSize(3);
    }

    @Test
    void podsAndRoutesComeAndGoUnderLoadWithoutAFailureAndWithoutAReload() throws Exception {
        ProxyTable small = table(route("/", "r1"), backend("r1", pod(1)));
        driver.apply(router, small);
        awaitServing(1);
        try (Visitor.Load load = visitor.load(HOST, 4)) {
            for (int i = 0; i < 3; i++) {
                apply(route("/", "r1"), backend("r1", pod(1), pod(2, Wish.WARM)));
                apply(route("/", "r1"), backend("r1", pod(1), pod(2)));
                awaitServing(2);
                apply(route("/", "r1"), backend("r1", pod(1, Wish.DRAIN), pod(2)));
                apply(route("/", "r1"), backend("r1", pod(2)));
                driver.apply(
                        router,
                        new ProxyTable(
                                List.of(),
                                List.of(entry("/", "r1", Insecure.ALLOW), entry("/x" + i, "r2", Insecure.ALLOW)),
                                List.of(backend("r1", pod(2)), backend("r2", pod(1))),
                                List.of()));
                awaitServing(2);
                apply(route("/", "r1"), backend("r1", pod(1), pod(2)));
                awaitServing(2);
                apply(route("/", "r1"), backend("r1", pod(1)));
            }
            assertThat(load.good.get()).isGreaterThan(100);
            load.close();
            assertThat(load.failures).isEmpty();
        }
        assertThat(reloads(driver.observe(router))).isZero();
    }

    @Test
    void moreRoutesThanBlankBackendsGrowByOneReloadThatNobodyNotices() throws Exception {
        serve(route("/", "r1"), backend("r1", pod(1), pod(2)));
        List<RouteEntry> routes = new ArrayList<>(List.of(route("/", "r1")));
        List<Backend> backends = new ArrayList<>(List.of(backend("r1", pod(1), pod(2))));
        IntStream.rangeClosed(2, 30).forEach(i -> {
            routes.add(new RouteEntry("h" + i + ".apps.localhost", "/", "r" + i, Insecure.ALLOW));
            backends.add(backend("r" + i, pod(1)));
        });
        ProxyTable large = new ProxyTable(List.of(), routes, backends, List.of());
        try (Socket webSocket = visitor.webSocket(HOST);
                Visitor.Load load = visitor.load(HOST, 4)) {
            assertThat(Visitor.echo(webSocket, "before")).isEqualTo("before");
            ProxyState grown = driver.apply(router, large);
            assertThat(reloads(grown)).isEqualTo(1);
            awaitServing(31);
            assertThat(Visitor.echo(webSocket, "after")).isEqualTo("after");
            assertThat(reloads(driver.apply(router, large))).isEqualTo(1);
            load.close();
            assertThat(load.failures).isEmpty();
        }
        assertThat(visitor.get("h30.apps.localhost", "/name").body()).isEqualTo(name(1));
    }

    /** As when a project's first route is there before its network is. */
    @Test
    void aNetworkThatIsMadeLaterIsJoinedByTheNextPass() throws Exception {
        serve(route("/", "r1"), backend("r1", pod(1)));
        ProxySpec wider = joining(network.next());
        driver.apply(wider, table(route("/", "r1"), backend("r1", pod(1))));
        assertThat(visitor.get(HOST, "/name").status()).isEqualTo(200);
        String there = network.pod(network.add(), "later", Map.of());
        driver.apply(wider, both(there));
        awaitServing(2);
        assertThat(visitor.get("there.apps.localhost", "/name").status()).isEqualTo(200);
    }

    @Test
    void joiningAndLeavingAnotherNetworkDisturbsNobody() throws Exception {
        serve(route("/", "r1"), backend("r1", pod(1)));
        String other = network.add();
        String there = network.pod(other, "there", Map.of());
        ProxySpec wider = joining(other);
        ProxyTable both = both(there);
        try (Socket webSocket = visitor.webSocket(HOST);
                Visitor.Load load = visitor.load(HOST, 4)) {
            assertThat(Visitor.echo(webSocket, "before")).isEqualTo("before");
            driver.apply(wider, both);
            awaitServing(2);
            assertThat(visitor.get("there.apps.localhost", "/name").status()).isEqualTo(200);
            driver.apply(router, table(route("/", "r1"), backend("r1", pod(1))));
            assertThat(Visitor.echo(webSocket, "after")).isEqualTo("after");
            load.close();
            assertThat(load.failures).isEmpty();
        }
    }

    /** The router, in one more network. */
    private static ProxySpec joining(String other) {
        List<NetworkAttachment> joined = new ArrayList<>(router.networks());
        joined.add(new NetworkAttachment(other, Optional.empty(), List.of()));
        return new ProxySpec(router.name(), router.kind(), router.host(), joined, router.publish(), router.labels());
    }

    /** Two routes, the second to a pod at this address. */
    private static ProxyTable both(String there) {
        return new ProxyTable(
                List.of(),
                List.of(
                        entry("/", "r1", Insecure.ALLOW),
                        new RouteEntry("there.apps.localhost", "/", "r2", Insecure.ALLOW)),
                List.of(
                        backend("r1", pod(1)),
                        backend("r2", new Endpoint(9, there, TrialNetwork.DEMO_PORT, 1, Wish.SERVE))),
                List.of());
    }
}
