package io.podspace.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:03Z");
    private static final Map<Long, RoutedPod> PODS = Map.of(1L, pod(1, 1), 2L, pod(2, 2), 3L, pod(3, 2));

    private final Traffic traffic = new Traffic();

    @Test
    void sumsWhatCameSinceTheFirstLookOverProxiesAndPods() {
        look("p", NOW, count("b", 1, 500, 100), count("b", 2, 0, 0));
        look("q", NOW, count("b", 2, 7, 7));
        look("p", NOW.plusSeconds(1), count("b", 1, 510, 101), count("b", 2, 4, 1));
        look("q", NOW.plusSeconds(2), count("b", 2, 8, 7), count("b", 3, 900, 900));
        assertThat(traffic.of(9)).containsOnlyKeys(1, 2);
        assertThat(traffic.of(9).get(1).sum()).isEqualTo(new Responses(10, 1));
        assertThat(traffic.of(9).get(2).sum()).isEqualTo(new Responses(5, 1));
        assertThat(traffic.of(8)).isEmpty();
    }

    @Test
    void aProxyThatBeganAnewCountsFromNothing() {
        look("p", NOW, count("b", 1, 500, 100));
        look("p", NOW.plusSeconds(1), count("b", 1, 3, 2));
        assertThat(traffic.of(9).get(1).sum()).isEqualTo(new Responses(3, 2));
    }

    @Test
    void aSlotsFormerPodsDoNotCount() {
        look("p", NOW, count("b", 1, 500, 100));
        look("p", NOW.plusSeconds(1));
        look("p", NOW.plusSeconds(2), count("b", 2, 500, 100));
        look("p", NOW.plusSeconds(3), count("b", 2, 501, 100));
        assertThat(traffic.of(9).get(2).sum()).isEqualTo(new Responses(1, 0));
    }

    @Test
    void isKeptInPiecesAndForAQuarterOfAnHour() {
        look("p", NOW, count("b", 1, 0, 0));
        look("p", NOW.plusSeconds(1), count("b", 1, 1, 0));
        look("p", NOW.plusSeconds(10), count("b", 1, 3, 1));
        assertThat(traffic.of(9).get(1).pieces())
                .containsExactly(
                        new Course.Piece(NOW.minusSeconds(3), new Responses(1, 0)),
                        new Course.Piece(NOW.plusSeconds(7), new Responses(2, 1)));
        assertThat(traffic.of(9).get(1).since(NOW.plusSeconds(8))).isEqualTo(new Responses(2, 1));
        look("p", NOW.plus(Duration.ofMinutes(16)), count("b", 1, 4, 1));
        assertThat(traffic.of(9).get(1).pieces()).hasSize(1);
    }

    /** The old set after a switch gets no requests, perhaps for a day, and is what the new one is compared with. */
    @Test
    void whatIsComparedIsRememberedAsItWasLast() {
        look("p", NOW, count("b", 1, 0, 0), count("b", 2, 0, 0));
        look("p", NOW.plusSeconds(1), count("b", 1, 90, 1), count("b", 2, 0, 0));
        for (int minute = 5; minute <= 60; minute += 5) {
            Instant now = NOW.plus(Duration.ofMinutes(minute));
            traffic.hold(9, now);
            look("p", now, count("b", 1, 90, 1), count("b", 2, minute, 0));
        }
        assertThat(traffic.of(9).get(1).sum()).isEqualTo(new Responses(90, 1));
        assertThat(traffic.of(9).get(2).sum().all()).isEqualTo(20);
        look("p", NOW.plus(Duration.ofMinutes(76)), count("b", 1, 90, 1), count("b", 2, 61, 0));
        assertThat(traffic.of(9)).containsOnlyKeys(2);
    }

    @Test
    void nothingIsKeptOfADeploymentThatAnswersNoMore() {
        look("p", NOW, count("b", 1, 0, 0));
        look("p", NOW.plusSeconds(1), count("b", 1, 1, 0));
        look("p", NOW.plus(Duration.ofMinutes(14)));
        assertThat(traffic.of(9)).containsOnlyKeys(1);
        look("p", NOW.plus(Duration.ofMinutes(16)));
        assertThat(traffic.of(9)).isEmpty();
    }

    @Test
    void anotherProcessCountsOnFromWhereTheFirstStopped() {
        look("p", NOW, count("b", 1, 100, 0), count("b", 2, 0, 0));
        look("p", NOW.plusSeconds(1), count("b", 1, 110, 1), count("b", 2, 20, 5));
        Tally tally = traffic.tally(9);
        Traffic next = new Traffic();
        next.seen("p", seen(NOW.plusSeconds(9), count("b", 1, 115, 1), count("b", 2, 30, 6)), PODS);
        next.resume(9, tally, NOW.plusSeconds(9));
        next.seen("p", seen(NOW.plusSeconds(10), count("b", 1, 116, 1), count("b", 2, 30, 6)), PODS);
        assertThat(next.of(9).get(1).sum()).isEqualTo(new Responses(16, 1));
        assertThat(next.of(9).get(2).sum()).isEqualTo(new Responses(30, 6));
    }

    @Test
    void whatIsTakenUpBeforeTheFirstLookCountsWithIt() {
        look("p", NOW, count("b", 1, 100, 0));
        look("p", NOW.plusSeconds(1), count("b", 1, 110, 1));
        Traffic next = new Traffic();
        next.resume(9, traffic.tally(9), NOW.plusSeconds(9));
        next.seen("p", seen(NOW.plusSeconds(10), count("b", 1, 130, 2)), PODS);
        assertThat(next.of(9).get(1).sum()).isEqualTo(new Responses(30, 2));
    }

    @Test
    void aProxyThatBeganAnewMeanwhileCountsFromNothing() {
        look("p", NOW, count("b", 1, 100, 0));
        look("p", NOW.plusSeconds(1), count("b", 1, 110, 1));
        Traffic next = new Traffic();
        next.resume(9, traffic.tally(9), NOW.plusSeconds(9));
        next.seen("p", seen(NOW.plusSeconds(10), count("b", 1, 3, 0)), PODS);
        assertThat(next.of(9).get(1).sum()).isEqualTo(new Responses(13, 1));
    }

    private static ProxyState.Seen seen(Instant at, ProxyState.Count... counts) {
        return new ProxyState.Seen(List.of(), Map.of(), List.of(counts), 0, at);
    }

    private void look(String proxy, Instant at, ProxyState.Count... counts) {
        traffic.seen(proxy, seen(at, counts), PODS);
    }

    private static ProxyState.Count count(String backend, long pod, long all, long failed) {
        return new ProxyState.Count(backend, pod, new Responses(all, failed));
    }

    private static RoutedPod pod(long id, int revision) {
        return Routed.pod(
                id,
                9,
                7,
                Map.of(),
                Optional.of("10.0.0." + id),
                Optional.of(ProxyTable.Wish.SERVE),
                Checks.NONE,
                revision,
                Optional.empty());
    }
}
