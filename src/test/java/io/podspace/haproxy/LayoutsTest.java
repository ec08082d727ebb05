package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Listener;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutsTest {
    @Test
    void aRouterBeginsWithBlankPoolsOfEveryProfile() {
        Layout layout = Layouts.wanted(Kind.ROUTER, routes(1, 1), Running.NONE);
        assertThat(layout.pools()).hasSize(40).allMatch(pool -> pool.slots() == Pool.SLOTS);
        assertThat(layout.pools().stream().filter(pool -> pool.profile().code().equals("http-rr")))
                .hasSize(16);
    }

    @Test
    void aRouterKeepsItsLayoutAsLongAsItFits() {
        Running running = running(Layouts.wanted(Kind.ROUTER, routes(0, 0), Running.NONE));
        assertThat(Layouts.wanted(Kind.ROUTER, routes(16, 64), running).pools()).isEqualTo(running.pools());
    }

    @Test
    void moreRoutesThanPoolsAddPoolsAndSaySo() {
        Running running = running(Layouts.wanted(Kind.ROUTER, routes(0, 0), Running.NONE));
        Layout layout = Layouts.wanted(Kind.ROUTER, routes(30, 1), running);
        assertThat(layout.pools())
                .hasSize(40 + 14 + 16)
                .startsWith(running.pools().toArray(Pool[]::new));
        assertThat(Layouts.reason(layout, running)).isEqualTo("30 more backends of http-rr");
        assertThat(Layouts.wanted(Kind.ROUTER, routes(30, 1), running(layout)).pools())
                .isEqualTo(layout.pools());
    }

    @Test
    void morePodsThanSlotsDoubleTheSlotsOfThatPoolAlone() {
        Running running = running(Layouts.wanted(Kind.ROUTER, routes(0, 0), Running.NONE));
        Layout layout = Layouts.wanted(Kind.ROUTER, routes(1, 65), running);
        assertThat(layout.pools().stream().filter(pool -> pool.slots() != Pool.SLOTS))
                .containsExactly(new Pool("http-rr-1", new Profile(Protocol.HTTP, Algorithm.ROUND_ROBIN, false), 128));
        assertThat(Layouts.reason(layout, running)).isEqualTo("http-rr-1 needs 128 slots, has 64");
    }

    @Test
    void aBalancerFollowsItsPortsAndNeverLosesSlots() {
        Running running = running(Layouts.wanted(Kind.BALANCER, service(65), Running.NONE));
        Layout layout = Layouts.wanted(Kind.BALANCER, service(1), running);
        assertThat(layout.pools()).extracting(Pool::slots).containsExactly(128);
    }

    @Test
    void aLayoutSurvivesItsText() {
        Layout layout = Layouts.wanted(Kind.ROUTER, routes(30, 65), Running.NONE);
        Map<String, String> text = LayoutText.of(layout, "abc", 3);
        assertThat(LayoutText.pools(text)).isEqualTo(layout.pools());
        assertThat(LayoutText.structure(text)).isEqualTo("abc");
        assertThat(LayoutText.reloads(text)).isEqualTo(3);
    }

    private static Running running(Layout layout) {
        return new Running(
                "x", 0, false, layout.pools(), Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), RunningChecks.NONE);
    }

    private static ProxyTable routes(int count, int pods) {
        return new ProxyTable(
                List.of(),
                List.of(),
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> backend("r" + i, pods))
                        .toList(),
                List.of());
    }

    private static ProxyTable service(int pods) {
        return new ProxyTable(
                List.of(new Listener(80, "s1-80")), List.of(), List.of(backend("s1-80", pods)), List.of());
    }

    private static Backend backend(String key, int pods) {
        List<Endpoint> endpoints = IntStream.rangeClosed(1, pods)
                .mapToObj(pod -> new Endpoint(pod, "10.0.0." + pod, 8080, 1, Wish.SERVE))
                .toList();
        return new Backend(key, Protocol.HTTP, Algorithm.ROUND_ROBIN, false, endpoints);
    }
}
