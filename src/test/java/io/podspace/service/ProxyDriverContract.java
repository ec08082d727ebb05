package io.podspace.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.service.ProxyState.EndpointState;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Listener;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.simulation.Await;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ProxyDriver} does. Run on the simulated one and on real HAProxy, so that they stay alike. */
public abstract class ProxyDriverContract {
    protected static final String BACKEND = "s1-80";

    protected abstract ProxyDriver driver();

    protected abstract ProxySpec balancer();

    /** Where something listens; another address for each pod. */
    protected abstract Endpoint listening(long pod, Wish wish);

    /** Where nothing listens. */
    protected abstract Endpoint deaf(long pod, Wish wish);

    /** From now on a pod that listens answers GET /health with 200, or with 500 when it is sick. */
    protected abstract void sick(long pod, boolean sick) throws Exception;

    /** From now on the pod takes no connections; it is of no use to other tests. */
    protected abstract void refuse(long pod) throws Exception;

    /** Asks the balancer so often for /health, and reads each answer to its end. */
    protected abstract void visit(int times) throws Exception;

    /** Begins a request that lasts until the returned handle is closed; only one pod is in rotation. */
    protected abstract AutoCloseable session(long pod) throws Exception;

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
        assertThat(result(1, Role.READINESS).text()).matches("nothing listens on port 1001; open: [0-9, ]+");
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
        assertThat(result(1, Role.READINESS).text()).startsWith("nothing listens on port 1001; open: ");
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

    /** What the pod before it answered is not taken for its own by whoever compares two looks. */
    @Test
    void aPodInAUsedSlotIsCountedFromItsFirstLookOn() throws Exception {
        apply(listening(1, Wish.SERVE));
        await(1, EndpointState::inRotation);
        visit(20);
        Await.until("they are counted", () -> counted(1).all() == 20);
        Await.until("its slot is empty", () -> endpoint(apply(), 1).isEmpty());
        Responses first = counted(apply(listening(2, Wish.SERVE)), 2);
        await(2, EndpointState::inRotation);
        visit(5);
        Await.until(
                "its own are counted, and no others",
                () -> counted(2).since(first).all() == 5);
    }

    private Endpoint weighted(long pod, int weight) {
        Endpoint at = listening(pod, Wish.SERVE);
        return new Endpoint(pod, at.address(), at.port(), weight, Wish.SERVE);
    }

    private Responses counted(long pod) {
        return counted(seen(driver().observe(balancer())), pod);
    }

    private static Responses counted(ProxyState.Seen state, long pod) {
        return state.counts().stream()
                .filter(count -> count.pod() == pod)
                .map(ProxyState.Count::responses)
                .findFirst()
                .orElse(Responses.NONE);
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

    private Result result(long pod, Role role) {
        return seen(driver().observe(balancer())).results().getOrDefault(pod, List.of()).stream()
                .filter(result -> result.role() == role)
                .findFirst()
                .orElse(new Result(role, Verdict.UNKNOWN, 0, 0, false, 0, 0, Instant.EPOCH, ""));
    }

    protected final ProxyState.Seen apply(Endpoint... endpoints) {
        return seen(driver().apply(balancer(), table(Protocol.HTTP, endpoints)));
    }

    protected static ProxyTable table(Protocol protocol, Endpoint... endpoints) {
        return new ProxyTable(
                List.of(new Listener(80, BACKEND)),
                List.of(),
                List.of(new Backend(BACKEND, protocol, Algorithm.ROUND_ROBIN, false, Arrays.asList(endpoints))),
                List.of());
    }

    protected final EndpointState await(long pod, Predicate<EndpointState> condition) throws Exception {
        Await.until("pod " + pod + " is as wished", () -> endpoint(seen(driver().observe(balancer())), pod)
                .filter(condition)
                .isPresent());
        return endpoint(seen(driver().observe(balancer())), pod).orElseThrow();
    }

    protected static Optional<EndpointState> endpoint(ProxyState.Seen state, long pod) {
        return state.endpoints().stream().filter(e -> e.pod() == pod).findFirst();
    }

    protected static ProxyState.Seen seen(ProxyState state) {
        assertThat(state).isInstanceOf(ProxyState.Seen.class);
        return (ProxyState.Seen) state;
    }
}
