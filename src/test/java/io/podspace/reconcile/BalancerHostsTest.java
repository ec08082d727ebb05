package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.host.Capacity;
import io.podspace.host.HostState;
import io.podspace.host.HostView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BalancerHostsTest {
    private static final int SERVICES = 4_000;

    @Test
    void oneHostCarriesAll() {
        List<HostView> box = List.of(ready(1));
        assertThat(places(box, Map.of()).values()).containsOnly(1L);
        assertThat(BalancerHosts.choose(7, Optional.empty(), List.of())).isEmpty();
    }

    @Test
    void severalHostsShareThemEvenlyInAnyOrder() {
        List<HostView> hosts = new ArrayList<>(
                LongStream.rangeClosed(1, 4).mapToObj(BalancerHostsTest::ready).toList());
        Map<Long, Long> places = places(hosts, Map.of());
        Map<Long, Long> counts =
                places.values().stream().collect(Collectors.groupingBy(host -> host, Collectors.counting()));
        assertThat(counts).hasSize(4).allSatisfy((host, count) -> assertThat(count)
                .isBetween(SERVICES / 5L, SERVICES * 3L / 10));
        Collections.shuffle(hosts, new Random(1));
        assertThat(places(hosts, Map.of())).isEqualTo(places);
    }

    @Test
    void aNewPlaceIsOnAHostThatAnswersAndTakesPods() {
        List<HostView> hosts = List.of(host(1, HostState.CORDONED), silent(2), ready(3), host(4, HostState.LOST));
        assertThat(places(hosts, Map.of()).values()).containsOnly(3L);
        assertThat(places(List.of(host(1, HostState.CORDONED), host(4, HostState.LOST)), Map.of())
                        .values())
                .containsOnly(1L);
        assertThat(BalancerHosts.choose(7, Optional.of(4L), List.of(host(4, HostState.LOST))))
                .isEmpty();
    }

    @Test
    void whatHasAPlaceStaysThereUntilItsHostIsLostOrRemoved() {
        Map<Long, Long> before = places(List.of(ready(1), ready(2), ready(3)), Map.of());
        assertThat(places(
                        List.of(host(1, HostState.CORDONED), silent(2), host(3, HostState.DRAINING), ready(4)), before))
                .isEqualTo(before);
        for (List<HostView> without2 :
                List.of(List.of(ready(1), ready(3), host(2, HostState.LOST)), List.of(ready(1), ready(3)))) {
            Map<Long, Long> after = places(without2, before);
            assertThat(after.values()).doesNotContain(2L);
            before.forEach((service, host) -> {
                if (host != 2) {
                    assertThat(after.get(service)).isEqualTo(host);
                }
            });
        }
    }

    private static Map<Long, Long> places(List<HostView> hosts, Map<Long, Long> before) {
        Map<Long, Long> places = new HashMap<>();
        for (long service = 1; service <= SERVICES; service++) {
            places.put(
                    service,
                    BalancerHosts.choose(service, Optional.ofNullable(before.get(service)), hosts)
                            .orElseThrow()
                            .id());
        }
        return places;
    }

    private static HostView ready(long id) {
        return host(id, HostState.READY);
    }

    private static HostView host(long id, HostState state) {
        return view(id, state, Optional.empty());
    }

    private static HostView silent(long id) {
        return view(id, HostState.READY, Optional.of(Instant.EPOCH));
    }

    private static HostView view(long id, HostState state, Optional<Instant> silentSince) {
        return new HostView(
                id,
                "uid-" + id,
                "host-" + id,
                "unix:///x",
                "127.0.0.1",
                "",
                state,
                true,
                new Capacity(1000, 1L << 30, 100),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                silentSince,
                Optional.empty());
    }
}
