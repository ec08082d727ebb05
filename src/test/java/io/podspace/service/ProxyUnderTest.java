package io.podspace.service;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A proxy with one balancer, and pods that can be made to do this and that: what the contracts of drivers are run on. */
abstract class ProxyUnderTest {
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

    final Result result(long pod, Role role) {
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
