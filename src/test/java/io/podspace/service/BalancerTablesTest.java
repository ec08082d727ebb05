package io.podspace.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Checks;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Listener;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalancerTablesTest {

    @Test
    void eachPortListensAndSendsToTheTargetPortOfAllPods() {
        RoutedService service = Routed.service(
                5,
                7,
                "db",
                Map.of("app", "db"),
                Algorithm.SOURCE,
                Optional.of("10.0.2.0"),
                List.of(
                        new ServicePort("sql", 3306, 3307, Protocol.TCP),
                        new ServicePort("web", 80, 8080, Protocol.HTTP)),
                false);
        RoutedPod pod = Routed.pod(11, 1, 7, Map.of("app", "db"), Optional.of("10.0.0.11"), Optional.of(Wish.SERVE));
        RoutedPod starting = Routed.pod(12, 1, 7, Map.of("app", "db"), Optional.empty(), Optional.of(Wish.WARM));

        assertThat(BalancerTables.of(service, List.of(pod, starting)))
                .isEqualTo(new ProxyTable(
                        List.of(new Listener(3306, "s5-3306"), new Listener(80, "s5-80")),
                        List.of(),
                        List.of(
                                new Backend(
                                        "s5-3306",
                                        Protocol.TCP,
                                        Algorithm.SOURCE,
                                        false,
                                        List.of(new Endpoint(11, "10.0.0.11", 3307, 1, Wish.SERVE))),
                                new Backend(
                                        "s5-80",
                                        Protocol.HTTP,
                                        Algorithm.SOURCE,
                                        false,
                                        List.of(new Endpoint(11, "10.0.0.11", 8080, 1, Wish.SERVE)))),
                        List.of()));
    }

    @Test
    void eachPodIsReachedWhereItsRevisionHasThePortThatTheServiceMeansByItsName() {
        ServicePort port = new ServicePort("http", 80, 8081, Protocol.HTTP);
        RoutedService service = new RoutedService(
                5,
                7,
                "web",
                Map.of("app", "web"),
                Algorithm.ROUND_ROBIN,
                Optional.of("10.0.2.0"),
                List.of(port),
                false,
                Map.of(80, "http"));
        List<RoutedPod> pods = List.of(
                listening(11, Map.of("http", 8080)),
                listening(12, Map.of("http", 8081, "admin", 9000)),
                listening(13, Map.of()));

        assertThat(BalancerTables.of(service, pods).backends().getFirst().endpoints())
                .extracting(Endpoint::port)
                .containsExactly(8080, 8081, 8081);
    }

    private static RoutedPod listening(long id, Map<String, Integer> ports) {
        return new RoutedPod(
                id,
                1,
                7,
                Map.of("app", "web"),
                Optional.of("10.0.0." + id),
                Optional.of(Wish.SERVE),
                Checks.NONE,
                1,
                Optional.empty(),
                ports);
    }

    @Test
    void nothingIsSettledOfAPodThatWillGetItsAddressLater() {
        RoutedPod starting = Routed.pod(12, 1, 7, Map.of(), Optional.empty(), Optional.of(Wish.WARM));
        RoutedPod addressed = Routed.pod(12, 1, 7, Map.of(), Optional.of("10.0.0.1"), Optional.of(Wish.WARM));
        RoutedPod pending = Routed.pod(12, 1, 7, Map.of(), Optional.empty(), Optional.empty());

        assertThat(List.of(starting.settled(), addressed.settled(), pending.settled()))
                .containsExactly(false, true, false);
    }

    @Test
    void podsBehindNoServiceAreCheckedAlone() {
        Checks checks = Checks.simple(8080, "/health");
        RoutedService service = Routed.service(
                5,
                7,
                "db",
                Map.of("app", "db"),
                Algorithm.SOURCE,
                Optional.of("10.0.2.0"),
                List.of(new ServicePort("web", 80, 8080, Protocol.HTTP)),
                false);
        RoutedPod behind = pod(11, Map.of("app", "db"), checks);
        RoutedPod unchecked = pod(12, Map.of("app", "x"), Checks.NONE);
        RoutedPod alone = pod(13, Map.of("app", "x"), checks);

        assertThat(BalancerTables.checksAlone(7, List.of(service), List.of(behind, unchecked)))
                .isEmpty();
        assertThat(BalancerTables.checksAlone(7, List.of(service), List.of(behind, unchecked, alone)))
                .contains(new ProxyTable(
                        List.of(),
                        List.of(),
                        List.of(new Backend(
                                "c7",
                                Protocol.TCP,
                                Algorithm.ROUND_ROBIN,
                                false,
                                List.of(new Endpoint(13, "10.0.0.13", 8080, 1, Wish.SERVE, checks)))),
                        List.of()));
    }

    private static RoutedPod pod(long id, Map<String, String> labels, Checks checks) {
        return Routed.pod(
                id, 1, 7, labels, Optional.of("10.0.0." + id), Optional.of(Wish.SERVE), checks, 1, Optional.empty());
    }
}
