package io.podspace.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.route.RoutedRoute.Target;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Certificate;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.RouteEntry;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.service.Routed;
import io.podspace.service.RoutedPod;
import io.podspace.service.RoutedPod.Side;
import io.podspace.service.RoutedService;
import io.podspace.service.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTablesTest {
    private static final long PROJECT = 7;

    @Test
    void aRouteSendsToThePodsOfItsServiceOnTheTargetPort() {
        RoutedRoute route = route(3, List.of(new Target(1, 80, 1)));
        List<RoutedPod> pods = List.of(
                pod(11, "web", Wish.SERVE),
                pod(12, "web", Wish.WARM),
                pod(13, "web", Wish.DRAIN),
                pod(14, "api", Wish.SERVE));

        ProxyTable table = RouterTables.of(List.of(route), List.of(service(1, "web")), pods);

        assertThat(table)
                .isEqualTo(new ProxyTable(
                        List.of(),
                        List.of(new RouteEntry("r3.example.org", "/", "r3", Insecure.ALLOW)),
                        List.of(new Backend(
                                "r3",
                                Protocol.HTTP,
                                Algorithm.LEAST_CONNECTIONS,
                                false,
                                List.of(
                                        new Endpoint(11, "10.0.0.11", 8080, 256, Wish.SERVE),
                                        new Endpoint(12, "10.0.0.12", 8080, 256, Wish.WARM),
                                        new Endpoint(13, "10.0.0.13", 8080, 256, Wish.DRAIN)))),
                        List.of()));
    }

    /** Service weight over its pods, the largest scaled to 256, at least 1. */
    @ParameterizedTest
    @CsvSource({
        "1,1,1,1,256,256",
        "3,1,1,1,256,85",
        "1,2,1,1,128,256",
        "256,1,1,1,256,1",
        "1,256,1,1,1,256",
        "0,1,1,1,0,256"
    })
    void podsShareTheWeightOfTheirService(int first, int second, int firstPods, int secondPods, int one, int other) {
        RoutedRoute route = route(3, List.of(new Target(1, 80, first), new Target(2, 80, second)));
        List<RoutedPod> pods = List.of(pod(11, "web", Wish.SERVE), pod(12, "api", Wish.SERVE));

        Backend backend = RouterTables.of(List.of(route), List.of(service(1, "web"), service(2, "api")), pods)
                .backends()
                .getFirst();

        assertThat(backend.endpoints()).extracting(Endpoint::weight).containsExactly(one, other);
    }

    @Test
    void aServiceOfWeightZeroStaysListedForTheCookiesOfItsVisitors() {
        RoutedRoute route = route(3, List.of(new Target(1, 80, 0), new Target(2, 80, 5)));
        List<RoutedPod> pods =
                List.of(pod(11, "web", Wish.SERVE), pod(12, "web", Wish.WARM), pod(13, "api", Wish.SERVE));

        Backend backend = RouterTables.of(List.of(route), List.of(service(1, "web"), service(2, "api")), pods)
                .backends()
                .getFirst();

        assertThat(backend.endpoints()).extracting(Endpoint::weight).containsExactly(0, 0, 256);
        assertThat(backend.endpoints()).extracting(Endpoint::wish).containsExactly(Wish.SERVE, Wish.WARM, Wish.SERVE);
    }

    /** Old pods after a switch, new ones after the way back; none while a canary shares, nor while the other side is not there. */
    @Test
    void whoseSideGetsNothingIsSetAside() {
        assertThat(aside(100, Wish.SERVE)).containsExactly(true, false);
        assertThat(aside(0, Wish.SERVE)).containsExactly(false, true);
        assertThat(aside(20, Wish.SERVE)).containsExactly(false, false);
        assertThat(aside(100, Wish.WARM)).containsExactly(false, false);
    }

    /** Of an old pod and a new one. */
    private static List<Boolean> aside(int weight, Wish newer) {
        RoutedRoute route = route(3, List.of(new Target(1, 80, 5)));
        List<RoutedPod> pods = List.of(
                on(pod(11, "web", Wish.SERVE), new Side(false, 100 - weight)),
                on(pod(12, "web", newer), new Side(true, weight)));
        return RouterTables.of(List.of(route), List.of(service(1, "web")), pods)
                .backends()
                .getFirst()
                .endpoints()
                .stream()
                .map(Endpoint::aside)
                .toList();
    }

    private static RoutedPod on(RoutedPod pod, Side side) {
        return Routed.pod(
                pod.id(),
                9,
                pod.project(),
                pod.labels(),
                pod.address(),
                pod.wish(),
                pod.checks(),
                side.newer() ? 2 : 1,
                Optional.of(side));
    }

    @Test
    void aPodBehindTwoServicesCountsWithTheOneThatHasAWeight() {
        RoutedRoute route = route(3, List.of(new Target(1, 80, 0), new Target(2, 80, 5)));

        Backend backend = RouterTables.of(
                        List.of(route),
                        List.of(service(1, "web"), service(2, "web")),
                        List.of(pod(11, "web", Wish.SERVE)))
                .backends()
                .getFirst();

        assertThat(backend.endpoints()).extracting(Endpoint::weight).containsExactly(256);
    }

    @Test
    void moreThanOneActiveServiceMakesItRoundRobin() {
        RoutedRoute route = route(3, List.of(new Target(1, 80, 1), new Target(2, 80, 1)));

        Backend backend =
                RouterTables.of(List.of(route), List.of(), List.of()).backends().getFirst();

        assertThat(backend).isEqualTo(new Backend("r3", Protocol.HTTP, Algorithm.ROUND_ROBIN, false, List.of()));
    }

    @Test
    void theOldestCertificateOfAHostCounts() {
        Certificate mine = new Certificate("r1.example.org", "one");
        RoutedRoute old = new RoutedRoute(
                1,
                PROJECT,
                "r1.example.org",
                "/",
                Algorithm.SOURCE,
                true,
                Insecure.REDIRECT,
                Optional.of(mine),
                List.of());
        RoutedRoute young = new RoutedRoute(
                2,
                PROJECT,
                "r1.example.org",
                "/two",
                Algorithm.SOURCE,
                true,
                Insecure.REDIRECT,
                Optional.of(new Certificate("r1.example.org", "two")),
                List.of());

        assertThat(RouterTables.of(List.of(young, old), List.of(), List.of()).certificates())
                .containsExactly(mine);
    }

    /** Whatever the rows: no pod of another project, no pod that is not there, weights in their range. */
    @Test
    void tenantsNeverMeet() {
        Random random = new Random(20261123);
        for (int round = 0; round < 500; round++) {
            List<RoutedService> services = IntStream.rangeClosed(1, 6)
                    .mapToObj(id -> Routed.service(
                            id,
                            random.nextInt(3),
                            "s" + id,
                            random.nextInt(5) == 0 ? Map.of() : Map.of("app", "a" + random.nextInt(3)),
                            Algorithm.ROUND_ROBIN,
                            Optional.empty(),
                            List.of(new ServicePort("http", 80, 8080, Protocol.HTTP)),
                            random.nextInt(5) == 0))
                    .toList();
            List<RoutedPod> pods = IntStream.rangeClosed(1, 20)
                    .mapToObj(id -> Routed.pod(
                            id,
                            1,
                            random.nextInt(3),
                            Map.of("app", "a" + random.nextInt(3)),
                            random.nextInt(4) == 0 ? Optional.empty() : Optional.of("10.0.0." + id),
                            random.nextInt(4) == 0
                                    ? Optional.empty()
                                    : Optional.of(Wish.values()[random.nextInt(Wish.values().length)])))
                    .toList();
            RoutedService target = services.get(random.nextInt(6));
            RoutedRoute route = new RoutedRoute(
                    1,
                    target.project(),
                    "h",
                    "/",
                    Algorithm.ROUND_ROBIN,
                    false,
                    Insecure.ALLOW,
                    Optional.empty(),
                    List.of(new Target(target.id(), 80, random.nextInt(257))));

            Backend backend =
                    RouterTables.of(List.of(route), services, pods).backends().getFirst();

            assertThat(backend.endpoints()).allSatisfy(endpoint -> {
                RoutedPod pod = pods.get((int) endpoint.pod() - 1);
                assertThat(pod.project()).isEqualTo(target.project());
                assertThat(pod.reachable()).isTrue();
                assertThat(pod.labels()).containsAllEntriesOf(target.selector());
                assertThat(endpoint.weight()).isBetween(0, 256);
            });
            if (target.deleting() || target.selector().isEmpty()) {
                assertThat(backend.endpoints()).isEmpty();
            }
        }
    }

    private static RoutedRoute route(long id, List<Target> targets) {
        return new RoutedRoute(
                id,
                PROJECT,
                "r" + id + ".example.org",
                "/",
                Algorithm.LEAST_CONNECTIONS,
                false,
                Insecure.ALLOW,
                Optional.empty(),
                targets);
    }

    private static RoutedService service(long id, String app) {
        return Routed.service(
                id,
                PROJECT,
                app,
                Map.of("app", app),
                Algorithm.ROUND_ROBIN,
                Optional.empty(),
                List.of(new ServicePort("http", 80, 8080, Protocol.HTTP)),
                false);
    }

    private static RoutedPod pod(long id, String app, Wish wish) {
        return Routed.pod(
                id, 1, PROJECT, Map.of("app", app, "tier", "x"), Optional.of("10.0.0." + id), Optional.of(wish));
    }
}
