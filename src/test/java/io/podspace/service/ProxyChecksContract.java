package io.podspace.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.service.ProxyState.EndpointState;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.simulation.Await;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link ProxyDriver} makes of the checks of pods. */
abstract class ProxyChecksContract extends ProxyUnderTest {
    @Test
    void aPodIsServedOnlyWhileItsReadinessCheckPasses() throws Exception {
        Checks checks = readiness(new Method.Http(0, "/health", false, List.of(), 200, 200));
        apply(checked(1, checks), listening(2, Wish.SERVE));
        await(1, EndpointState::inRotation);
        assertThat(result(1, Role.READINESS).status()).isEqualTo(200);
        sick(1, true);
        await(1, state -> !state.inRotation());
        assertThat(result(1, Role.READINESS).verdict()).isEqualTo(Verdict.FAILING);
        assertThat(result(1, Role.READINESS).status()).isEqualTo(500);
        assertThat(await(2, EndpointState::checkPassed).inRotation()).isTrue();
        sick(1, false);
        await(1, EndpointState::inRotation);
        assertThat(apply(checked(1, checks)).reloads()).isZero();
    }

    @Test
    void aPodThatDoesNotListenWhereItIsCheckedSaysWhereItDoes() throws Exception {
        Endpoint pod =
                checked(1, new Checks(Optional.empty(), Optional.empty(), Optional.of(quick(new Method.Tcp(999)))));
        apply(pod);
        Await.until("its check fails", () -> result(1, Role.READINESS).verdict() == Verdict.FAILING);
        assertThat(result(1, Role.READINESS).text())
                .startsWith("nothing listens on port 999; open: ")
                .contains(Integer.toString(pod.port()));
        assertThat(await(1, state -> true).inRotation()).isFalse();
        assertThat(await(1, state -> true).checkPassed()).isFalse();
    }

    @Test
    void aPodThatDoesNotListenWhereItIsServedSaysWhereItDoes() throws Exception {
        apply(served(listening(1, Wish.SERVE), 1001, Checks.NONE));
        Await.until("its port is looked for", () -> result(1, Role.READINESS).verdict() == Verdict.FAILING);
        assertThat(result(1, Role.READINESS).text())
                .matches("nothing listens on port 1001, where a service or route sends requests; open: [0-9, ]+");
        assertThat(await(1, state -> true).checkPassed()).isFalse();
        apply(listening(1, Wish.SERVE));
        await(1, EndpointState::inRotation);
        assertThat(result(1, Role.READINESS).verdict()).isNotEqualTo(Verdict.FAILING);
    }

    @Test
    void aReadinessCheckOfAnotherPortDoesNotHideThatNothingListensWhereItIsServed() throws Exception {
        Endpoint pod = listening(1, Wish.SERVE);
        apply(served(pod, 1001, readiness(new Method.Tcp(pod.port()))));
        Await.until("its port is looked for", () -> result(1, Role.READINESS).verdict() == Verdict.FAILING);
        assertThat(result(1, Role.READINESS).text())
                .startsWith("nothing listens on port 1001, where a service or route sends requests")
                .contains("; open: ");
    }

    @Test
    void aStartupCheckFailsAlsoWhereNothingHasEverListened() throws Exception {
        Endpoint pod = listening(1, Wish.SERVE);
        Check start = quick(new Method.Tcp(1001));
        apply(served(pod, 1001, new Checks(Optional.of(start), Optional.empty(), Optional.empty())));
        Await.until("it has not started", () -> result(1, Role.STARTUP).verdict() == Verdict.FAILING);
        assertThat(result(1, Role.STARTUP).text()).startsWith("nothing listens on port 1001");
    }

    @Test
    void livenessGoesOnWhenThePortIsClosed() throws Exception {
        Check rare = new Check(new Method.Tcp(listening(72, Wish.SERVE).port()), 0, 6, 1, 1, 1);
        apply(checked(72, new Checks(Optional.empty(), Optional.of(rare), Optional.empty())));
        await(72, EndpointState::inRotation);
        Await.until("it is alive", () -> result(72, Role.LIVENESS).verdict() == Verdict.PASSING);
        refuse(72);
        await(72, state -> !state.inRotation());
        Await.until("liveness fails", () -> result(72, Role.LIVENESS).verdict() == Verdict.FAILING);
    }

    /** The same pod behind a service that has another port for it. */
    private static Endpoint served(Endpoint pod, int port, Checks checks) {
        return new Endpoint(pod.pod(), pod.address(), port, pod.weight(), pod.wish(), checks);
    }

    @Test
    void livenessIsReportedAndLeavesThePodInRotation() throws Exception {
        Check alive = quick(new Method.Http(0, "/health", false, List.of(), 200, 200));
        apply(checked(1, new Checks(Optional.empty(), Optional.of(alive), Optional.empty())));
        await(1, EndpointState::inRotation);
        sick(1, true);
        Await.until("liveness fails", () -> result(1, Role.LIVENESS).verdict() == Verdict.FAILING);
        assertThat(await(1, EndpointState::checkPassed).inRotation()).isTrue();
    }

    @Test
    void aCheckCanBeTriedBeforeItIsSaved() throws Exception {
        Endpoint pod = listening(1, Wish.SERVE);
        apply(pod);
        await(1, EndpointState::inRotation);
        Check health = quick(new Method.Http(pod.port(), "/health", false, List.of(), 200, 200));
        Result good = driver().tryOut(balancer(), pod.address(), health);
        assertThat(good.passed()).isTrue();
        assertThat(good.status()).isEqualTo(200);
        sick(1, true);
        assertThat(driver().tryOut(balancer(), pod.address(), health).status()).isEqualTo(500);
        Result closed = driver().tryOut(balancer(), deaf(2, Wish.WARM).address(), quick(new Method.Tcp(999)));
        assertThat(closed.passed()).isFalse();
        assertThat(closed.text()).contains("nothing listens on port 999");
        assertThat(driver().listening(balancer(), pod.address(), List.of(1, pod.port())))
                .contains(pod.port());
    }

    @Test
    void nothingIsAskedBeforeStartupHasPassed() throws Exception {
        Check health = quick(new Method.Http(0, "/health", false, List.of(), 200, 200));
        Checks all = new Checks(Optional.of(health), Optional.of(health), Optional.empty());
        apply(listening(1, Wish.WARM));
        sick(1, true);
        apply(checked(1, all));
        Await.until("startup fails", () -> result(1, Role.STARTUP).verdict() == Verdict.FAILING);
        assertThat(result(1, Role.LIVENESS).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(await(1, state -> true).inRotation()).isFalse();
        sick(1, false);
        Await.until("liveness passes", () -> result(1, Role.LIVENESS).verdict() == Verdict.PASSING);
        await(1, EndpointState::inRotation);
    }

    /** On the port where it listens, unless the method names one. */
    private Endpoint checked(long pod, Checks checks) {
        Endpoint at = listening(pod, Wish.SERVE);
        return new Endpoint(
                pod,
                at.address(),
                at.port(),
                1,
                Wish.SERVE,
                new Checks(
                        checks.startup().map(check -> on(at.port(), check)),
                        checks.liveness().map(check -> on(at.port(), check)),
                        checks.readiness().map(check -> on(at.port(), check))));
    }

    private static Check on(int port, Check check) {
        return check.method() instanceof Method.Http http
                ? quick(new Method.Http(port, http.path(), http.secure(), http.headers(), http.least(), http.most()))
                : check;
    }

    private static Checks readiness(Method method) {
        return new Checks(Optional.empty(), Optional.empty(), Optional.of(quick(method)));
    }

    private static Check quick(Method method) {
        return new Check(method, 0, 1, 1, 1, 2);
    }
}
