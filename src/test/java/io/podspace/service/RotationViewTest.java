package io.podspace.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Judgement;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.host.HostRef;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RotationViewTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long POD = 7;
    private static final String SCOPE = RotationView.project(1);

    private final SimulatedProxyDriver driver = new SimulatedProxyDriver(() -> NOW);
    private final RotationView view = new RotationView();

    @Test
    void aPodThatNoPassHasSeenIsUnsettled() {
        assertThat(view.rotation(1, POD)).isEqualTo(Rotation.UNSETTLED);
        assertThat(view.rotation(1, POD).checksPassed()).isFalse();
        assertThat(view.rotation(1, POD).out()).isFalse();
    }

    @Test
    void aPodWithoutServiceIsReadyAtOnceAndOutAtOnce() {
        plan(Set.of());
        assertThat(view.rotation(1, POD)).isEqualTo(Rotation.UNEXPOSED);
        assertThat(view.rotation(1, POD).checksPassed()).isTrue();
        assertThat(view.rotation(1, POD).drained()).isTrue();
    }

    @Test
    void aPodGoesThroughItsLife() {
        plan(Set.of("b1"));
        apply(Wish.WARM);
        assertThat(view.rotation(1, POD)).isEqualTo(new Rotation(true, 1, 0, 1, 0, 0, 0));
        assertThat(view.seen("b1", driver.observe(spec()))).containsExactly(POD);
        assertThat(view.rotation(1, POD).checksPassed()).isTrue();
        assertThat(view.seen("b1", driver.observe(spec()))).isEmpty();

        apply(Wish.SERVE);
        assertThat(view.rotation(1, POD).serving()).isTrue();

        driver.sessions(POD, 2);
        apply(Wish.DRAIN);
        assertThat(view.rotation(1, POD).out()).isTrue();
        assertThat(view.rotation(1, POD).drained()).isFalse();
        driver.sessions(POD, 0);
        assertThat(view.seen("b1", driver.observe(spec()))).containsExactly(POD);
        assertThat(view.rotation(1, POD).drained()).isTrue();
    }

    @Test
    void aPodThatJoinsMayHaveRequestsFromThenOn() {
        driver.answers(endpoint -> false);
        plan(Set.of("b1"));
        apply(Wish.JOIN);
        assertThat(view.rotation(1, POD).out()).isFalse();
        assertThat(view.rotation(1, POD).serving()).isFalse();
        driver.answers(endpoint -> true);
        assertThat(view.seen("b1", driver.observe(spec()))).containsExactly(POD);
        assertThat(view.rotation(1, POD).serving()).isTrue();
    }

    @Test
    void aServedPodWithAFailingCheckIsNotOut() {
        driver.answers(endpoint -> false);
        plan(Set.of("b1"));
        apply(Wish.SERVE);
        assertThat(view.rotation(1, POD).out()).isFalse();
        assertThat(view.rotation(1, POD).checksPassed()).isFalse();
    }

    @Test
    void aSilentProxyIsUnknownAndAGoneOneSendsNothing() {
        plan(Set.of("b1"));
        apply(Wish.SERVE);
        driver.silence("b1");
        assertThat(view.seen("b1", driver.observe(spec()))).containsExactly(POD);
        assertThat(view.rotation(1, POD).out()).isFalse();
        driver.answerAgain("b1");
        driver.lose("b1");
        view.seen("b1", driver.observe(spec()));
        assertThat(view.rotation(1, POD)).isEqualTo(new Rotation(true, 1, 0, 0, 0, 0, 0));
        assertThat(view.rotation(1, POD).checksPassed()).isFalse();
    }

    @Test
    void untilAProxyHasConfirmedItsTableTheOldOneCounts() {
        plan(Set.of("b1"));
        apply(Wish.SERVE);
        view.telling(SCOPE, "b1", table(Wish.DRAIN));
        assertThat(view.rotation(1, POD).out()).isFalse();
        apply(Wish.DRAIN);
        assertThat(view.rotation(1, POD).out()).isTrue();
    }

    @Test
    void aProxyThatIsNoLongerPlannedIsForgotten() {
        plan(Set.of("b1"));
        apply(Wish.SERVE);
        plan(Set.of());
        assertThat(view.rotation(1, POD)).isEqualTo(Rotation.UNEXPOSED);
    }

    /** A check every ten seconds has a verdict after half a minute; why it fails is known after its first run. */
    @Test
    void theFirstFailureOfACheckIsNewsAndSaysWhy() {
        plan(Set.of("b1"));
        apply(Wish.JOIN);
        view.seen("b1", state(run("")));
        assertThat(view.seen("b1", state(run("nothing listens on port 8081; open: 8080"))))
                .containsExactly(POD);
        assertThat(view.rotation(1, POD).trouble())
                .contains("its readiness check fails (nothing listens on port 8081; open: 8080)");
        assertThat(view.rotation(1, POD).judgement()).isEqualTo(Judgement.NONE);
        assertThat(view.seen("b1", state(run("nothing listens on port 8081; open: 8080"))))
                .isEmpty();
    }

    private static ProxyState state(Result result) {
        return new ProxyState.Seen(List.of(), Map.of(POD, List.of(result)), List.of(), 0, Instant.EPOCH);
    }

    private static Result run(String text) {
        return new Result(Role.READINESS, Verdict.UNKNOWN, 0, 1, false, 0, 0, Instant.EPOCH, text);
    }

    private void plan(Set<String> proxies) {
        view.planned(SCOPE, Set.of(POD), proxies);
        view.planned(RotationView.ROUTERS, Set.of(POD), Set.of());
    }

    private void apply(Wish wish) {
        view.telling(SCOPE, "b1", table(wish));
        view.told(SCOPE, "b1", table(wish), driver.apply(spec(), table(wish)));
    }

    private static ProxyTable table(Wish wish) {
        Backend backend = new Backend(
                "s1-80",
                Protocol.HTTP,
                Algorithm.ROUND_ROBIN,
                false,
                List.of(new Endpoint(POD, "10.0.0.2", 8080, 1, wish)));
        return new ProxyTable(List.of(), List.of(), List.of(backend), List.of());
    }

    private static ProxySpec spec() {
        HostRef host = new HostRef(1, "h1", URI.create("unix:///none"), "127.0.0.1");
        return new ProxySpec("b1", ProxySpec.Kind.BALANCER, host, List.of(), List.of(), Map.of());
    }
}
