package io.podspace.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.service.ProxyState.EndpointState;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.simulation.Await;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ProxyDriver} does. Run on the simulated one and on real HAProxy, so that they stay alike. */
public abstract class ProxyDriverContract extends ProxyChecksContract {
    @Test
    void aWarmPodIsCheckedAndGetsNothing() throws Exception {
        apply(listening(1, Wish.WARM));
        EndpointState state = await(1, EndpointState::checkPassed);
        assertThat(state.inRotation()).isFalse();
        assertThat(state.backend()).isEqualTo(BACKEND);
    }

    @Test
    void aPodThatJoinsIsInRotationAfterItsFirstPassedCheckWithoutAnotherWord() throws Exception {
        apply(listening(1, Wish.JOIN), deaf(2, Wish.JOIN));
        EndpointState state = await(1, EndpointState::inRotation);
        assertThat(state.checkPassed()).isTrue();
        assertThat(await(2, s -> true).inRotation()).isFalse();
        assertThat(endpoint(apply(listening(1, Wish.SERVE), deaf(2, Wish.JOIN)), 1)
                        .orElseThrow()
                        .inRotation())
                .isTrue();
    }

    @Test
    void aPodThatDoesNotListenFailsItsCheckAndIsNotServedEvenIfThatIsWished() throws Exception {
        apply(deaf(1, Wish.SERVE), listening(2, Wish.SERVE));
        await(2, EndpointState::checkPassed);
        EndpointState state = await(1, s -> true);
        assertThat(state.checkPassed()).isFalse();
        assertThat(state.inRotation()).isFalse();
    }

    @Test
    void aPodGoesThroughItsLife() throws Exception {
        apply(listening(1, Wish.WARM));
        await(1, EndpointState::checkPassed);
        assertThat(endpoint(apply(listening(1, Wish.SERVE)), 1).orElseThrow().inRotation())
                .isTrue();
        assertThat(endpoint(apply(listening(1, Wish.DRAIN)), 1).orElseThrow().inRotation())
                .isFalse();
        assertThat(endpoint(apply(), 1)).isEmpty();
    }

    @Test
    void aCheckedPodStaysInRotationWhileOthersComeAndGo() throws Exception {
        apply(listening(1, Wish.SERVE));
        await(1, EndpointState::inRotation);
        assertThat(endpoint(apply(listening(1, Wish.SERVE), listening(2, Wish.WARM), deaf(3, Wish.SERVE)), 1)
                        .orElseThrow()
                        .inRotation())
                .isTrue();
        assertThat(endpoint(apply(listening(1, Wish.SERVE)), 1).orElseThrow().inRotation())
                .isTrue();
    }

    @Test
    void aPodThatIsTakenOutGetsNothingUntilTheNextTableServesItAndItsCheckPasses() throws Exception {
        apply(listening(1, Wish.SERVE), listening(2, Wish.SERVE));
        await(1, EndpointState::inRotation);
        await(2, EndpointState::inRotation);
        driver().takeOut(balancer(), 1);
        driver().takeOut(balancer(), 99);
        ProxyState.Seen state = seen(driver().observe(balancer()));
        assertThat(endpoint(state, 1).orElseThrow().inRotation()).isFalse();
        assertThat(endpoint(state, 2).orElseThrow().inRotation()).isTrue();
        apply(listening(1, Wish.SERVE), listening(2, Wish.SERVE));
        await(1, EndpointState::inRotation);
        assertThat(apply(listening(2, Wish.SERVE)).reloads()).isEqualTo(state.reloads());
    }

    @Test
    void theSameTableTwiceDoesNothing() throws Exception {
        apply(listening(1, Wish.SERVE), listening(2, Wish.WARM), listening(3, Wish.DRAIN));
        await(1, EndpointState::checkPassed);
        await(2, EndpointState::checkPassed);
        ProxyState.Seen first = seen(driver().observe(balancer()));
        ProxyState.Seen second = apply(listening(1, Wish.SERVE), listening(2, Wish.WARM), listening(3, Wish.DRAIN));
        assertThat(second.reloads()).isEqualTo(first.reloads());
        assertThat(second.endpoints()).hasSameSizeAs(first.endpoints());
        assertThat(endpoint(second, 1)).isEqualTo(endpoint(first, 1));
        assertThat(endpoint(second, 2)).isEqualTo(endpoint(first, 2));
    }

    @Test
    void aSlotDoesNotTrustTheCheckOfThePodThatWasInItBefore() throws Exception {
        apply(listening(1, Wish.SERVE));
        await(1, EndpointState::inRotation);
        ProxyState.Seen state = apply(deaf(2, Wish.SERVE));
        assertThat(endpoint(state, 2).orElseThrow().checkPassed()).isFalse();
        assertThat(endpoint(state, 2).orElseThrow().inRotation()).isFalse();
        assertThat(endpoint(state, 1).map(EndpointState::inRotation)).isNotEqualTo(Optional.of(true));
    }

    @Test
    void aRequestUnderWayKeepsItsSlotUntilItEnds() throws Exception {
        apply(listening(1, Wish.SERVE));
        await(1, EndpointState::inRotation);
        try (AutoCloseable request = session(1)) {
            await(1, s -> s.sessions() > 0);
            EndpointState leaving = endpoint(apply(), 1).orElseThrow();
            assertThat(leaving.inRotation()).isFalse();
            assertThat(leaving.sessions()).isPositive();
        }
        Await.until("the slot of pod 1 is empty", () -> endpoint(apply(), 1).isEmpty());
    }

    @Test
    void seventyPodsFindRoomToo() throws Exception {
        Endpoint[] pods = IntStream.rangeClosed(1, 70)
                .mapToObj(pod -> pod == 70 ? listening(pod, Wish.WARM) : deaf(pod, Wish.WARM))
                .toArray(Endpoint[]::new);
        assertThat(apply(pods).endpoints()).hasSize(70);
        await(70, EndpointState::checkPassed);
    }

    @Test
    void aProxyThatIsGoneSaysSoAndComesBack() throws Exception {
        apply(listening(1, Wish.SERVE));
        driver().remove(balancer());
        assertThat(driver().observe(balancer()))
                .isInstanceOfSatisfying(
                        ProxyState.Silent.class, s -> assertThat(s.gone()).isTrue());
        driver().remove(balancer());
        apply(listening(1, Wish.SERVE));
        await(1, EndpointState::inRotation);
    }

    @Test
    void requestsAreSplitByWeightAndCountedWithoutAReload() throws Exception {
        apply(weighted(1, 192), weighted(2, 64), weighted(3, 0));
        for (long pod = 1; pod <= 3; pod++) {
            await(pod, EndpointState::inRotation);
        }
        sick(2, true);
        visit(40);
        Await.until("all are counted", () -> counted(1).all() + counted(2).all() == 40);
        assertThat(counted(1).all()).isBetween(28L, 32L);
        assertThat(counted(1).failed()).isZero();
        assertThat(counted(2).failed()).isEqualTo(counted(2).all());
        assertThat(counted(3)).isEqualTo(Responses.NONE);
        ProxyState.Seen switched = apply(weighted(1, 0), weighted(2, 0), weighted(3, 256));
        visit(10);
        Await.until("they are counted", () -> counted(3).all() == 10);
        assertThat(switched.reloads()).isZero();
    }

    private Endpoint weighted(long pod, int weight) {
        Endpoint at = listening(pod, Wish.SERVE);
        return new Endpoint(pod, at.address(), at.port(), weight, Wish.SERVE);
    }

    private Responses counted(long pod) {
        return counted(seen(driver().observe(balancer())), pod);
    }

    protected static Responses counted(ProxyState.Seen state, long pod) {
        return state.counts().stream()
                .filter(count -> count.pod() == pod)
                .map(ProxyState.Count::responses)
                .findFirst()
                .orElse(Responses.NONE);
    }
}
