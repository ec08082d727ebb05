package io.podspace.service;

import io.podspace.health.Check;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxyState.Count;
import io.podspace.service.ProxyState.EndpointState;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Proxies in memory, with a script: which endpoints answer checks, how many sessions each pod has, which proxies are
 * silent. A check of a slot that was just filled has not passed yet; it passes at the next {@link #observe} or
 * {@link #apply}. Every effect is named to {@link #beforeEffect}, which may throw, so that a crash can be put anywhere.
 */
public final class SimulatedProxyDriver implements ProxyDriver {
    private final Supplier<Instant> now;
    private final Map<String, Proxy> proxies = new TreeMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Map<Long, Integer> sessions = new HashMap<>();
    private final List<String> effects = new ArrayList<>();
    private final Map<Long, Responses> answered = new HashMap<>();
    private final Set<Long> sick = new HashSet<>();
    private Predicate<Endpoint> answers = endpoint -> true;
    private Consumer<String> beforeEffect = effect -> {};

    private static final class Proxy {
        private final Map<String, Slot> slots = new TreeMap<>();
        private ProxyTable table;
    }

    private static final class Slot {
        private final String backend;
        private Endpoint endpoint;
        private boolean removed;
        private boolean checkPassed;
        private boolean takenOut;

        private Slot(String backend, Endpoint endpoint) {
            this.backend = backend;
            this.endpoint = endpoint;
        }
    }

    /** @param now the test's clock */
    public SimulatedProxyDriver(Supplier<Instant> now) {
        this.now = now;
    }

    @Override
    public synchronized ProxyState apply(ProxySpec spec, ProxyTable table) {
        if (silent.contains(spec.name())) {
            throw new PodSpaceException(ErrorCode.PROXY, "The proxy " + spec.name() + " did not answer.");
        }
        if (!proxies.containsKey(spec.name())) {
            effect("make " + spec.name());
            proxies.put(spec.name(), new Proxy());
        }
        Proxy proxy = proxies.get(spec.name());
        check(proxy);
        if (!table.equals(proxy.table)) {
            effect("table " + spec.name());
            proxy.table = table;
        }
        Set<String> wanted = new HashSet<>();
        for (Backend backend : table.backends()) {
            for (Endpoint endpoint : backend.endpoints()) {
                String key = backend.key() + "/" + endpoint.pod();
                wanted.add(key);
                Slot slot = proxy.slots.computeIfAbsent(key, k -> new Slot(backend.key(), endpoint));
                slot.removed = false;
                slot.takenOut = false;
                if (!slot.endpoint.address().equals(endpoint.address())) {
                    slot.checkPassed = false;
                }
                slot.endpoint = endpoint;
            }
        }
        proxy.slots.forEach((key, slot) -> slot.removed = !wanted.contains(key));
        empty(proxy);
        return state(proxy);
    }

    @Override
    public synchronized void takeOut(ProxySpec spec, long pod) {
        if (silent.contains(spec.name()) || !proxies.containsKey(spec.name())) {
            throw new PodSpaceException(ErrorCode.PROXY, "The proxy " + spec.name() + " did not answer.");
        }
        proxies.get(spec.name()).slots.values().stream()
                .filter(slot -> slot.endpoint.pod() == pod)
                .forEach(slot -> slot.takenOut = true);
    }

    @Override
    public void networksRemade() {
        // its proxies have no networks
    }

    @Override
    public synchronized ProxyState observe(ProxySpec spec) {
        if (silent.contains(spec.name())) {
            return new ProxyState.Silent(false, "scripted", now.get());
        }
        Proxy proxy = proxies.get(spec.name());
        if (proxy == null) {
            return new ProxyState.Silent(true, "no such container", now.get());
        }
        check(proxy);
        return state(proxy);
    }

    @Override
    public synchronized Result tryOut(ProxySpec spec, String address, Check check) {
        Endpoint endpoint = at(address, check.method().onPort().orElseThrow());
        return result(endpoint, Role.READINESS, check);
    }

    @Override
    public synchronized List<Integer> listening(ProxySpec spec, String address, List<Integer> ports) {
        return ports.stream().filter(port -> answers.test(at(address, port))).toList();
    }

    /** The endpoint that a proxy knows there, else a stranger. */
    private Endpoint at(String address, int port) {
        return proxies.values().stream()
                .flatMap(proxy -> proxy.slots.values().stream())
                .map(slot -> slot.endpoint)
                .filter(endpoint -> endpoint.address().equals(address) && endpoint.port() == port)
                .findFirst()
                .orElse(new Endpoint(1, address, port, 1, Wish.WARM));
    }

    @Override
    public synchronized void remove(ProxySpec spec) {
        if (proxies.containsKey(spec.name())) {
            effect("remove " + spec.name());
            proxies.remove(spec.name());
        }
    }

    /** Which endpoints answer a TCP check from now on. */
    public synchronized void answers(Predicate<Endpoint> predicate) {
        answers = predicate;
    }

    /** Whether checks over HTTP of a pod get 500 from now on. */
    public synchronized void sick(long pod, boolean is) {
        if (is) {
            sick.add(pod);
        } else {
            sick.remove(pod);
        }
    }

    /** Requests under way to a pod, in each backend that holds it. */
    public synchronized void sessions(long pod, int count) {
        sessions.put(pod, count);
    }

    /** The proxy answers nobody but goes on as it is. */
    public synchronized void silence(String proxy) {
        silent.add(proxy);
    }

    public synchronized void answerAgain(String proxy) {
        silent.remove(proxy);
    }

    /** The proxy's container disappears with all it knew. */
    public synchronized void lose(String proxy) {
        proxies.remove(proxy);
    }

    /** Called with the name of each effect before it happens; may throw. */
    public synchronized void beforeEffect(Consumer<String> hook) {
        beforeEffect = hook;
    }

    /** All effects so far: {@code make}, {@code table} and {@code remove} with the proxy's name. */
    public synchronized List<String> effects() {
        return List.copyOf(effects);
    }

    /** Names of the proxies that run. */
    public synchronized Set<String> proxies() {
        return Set.copyOf(proxies.keySet());
    }

    /** Pods that get new requests from any proxy now: what a test of "no request to a stopped pod" needs. */
    public synchronized Set<Long> inRotation() {
        Set<Long> pods = new HashSet<>();
        for (Proxy proxy : proxies.values()) {
            proxy.slots.values().stream()
                    .filter(SimulatedProxyDriver::inRotation)
                    .forEach(slot -> pods.add(slot.endpoint.pod()));
        }
        return pods;
    }

    private void effect(String name) {
        beforeEffect.accept(name);
        effects.add(name);
    }

    private void check(Proxy proxy) {
        proxy.slots.values().forEach(slot -> slot.checkPassed = answers.test(slot.endpoint) && ready(slot.endpoint));
    }

    private boolean ready(Endpoint endpoint) {
        return results(endpoint).stream()
                .filter(result -> result.role() != Role.LIVENESS)
                .allMatch(result -> result.verdict() == Verdict.PASSING);
    }

    /** Thresholds are reached at once; nothing is asked before startup has passed. */
    private List<Result> results(Endpoint endpoint) {
        List<Result> results = new ArrayList<>();
        boolean begun = true;
        for (Map.Entry<Role, Check> each :
                endpoint.checks().fromOutside().byRole().entrySet()) {
            Result result = begun ? result(endpoint, each.getKey(), each.getValue()) : unknown(each.getKey());
            results.add(result);
            begun = begun && (result.role() != Role.STARTUP || result.passed());
        }
        if (!answers.test(endpoint)) {
            results.removeIf(result -> result.role() == Role.READINESS);
            results.add(refused(endpoint));
        }
        return results;
    }

    /** As where a pod is served comes before what its own check says. */
    private Result refused(Endpoint endpoint) {
        List<Integer> open = listening(null, endpoint.address(), USUAL_PORTS);
        boolean asked = endpoint.checks().byRole().values().stream()
                .anyMatch(check -> check.method().onPort().equals(OptionalInt.of(endpoint.port())));
        String text = "nothing listens on port %d%s"
                .formatted(endpoint.port(), asked ? "" : ", where a service or route sends requests");
        String others = open.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new Result(
                Role.READINESS,
                Verdict.FAILING,
                0,
                1,
                false,
                0,
                0,
                now.get(),
                others.isEmpty() ? text : text + "; open: " + others);
    }

    private Result result(Endpoint endpoint, Role role, Check check) {
        int port = check.method().onPort().orElseThrow();
        boolean heard = answers.test(endpoint) && port == endpoint.port();
        boolean http = check.method() instanceof Method.Http;
        boolean passed = heard && !(http && sick.contains(endpoint.pod()));
        int status = !heard || !http ? 0 : passed ? 200 : 500;
        return new Result(
                role,
                passed ? Verdict.PASSING : Verdict.FAILING,
                passed ? 1 : 0,
                passed ? 0 : check.failures(),
                passed,
                status,
                1,
                now.get(),
                heard
                        ? ""
                        : "nothing listens on port " + port
                                + (answers.test(endpoint) ? "; open: " + endpoint.port() : ""));
    }

    private static Result unknown(Role role) {
        return new Result(role, Verdict.UNKNOWN, 0, 0, false, 0, 0, Instant.EPOCH, "");
    }

    private void empty(Proxy proxy) {
        proxy.slots.values().removeIf(slot -> slot.removed && sessions.getOrDefault(slot.endpoint.pod(), 0) == 0);
    }

    private ProxyState state(Proxy proxy) {
        List<EndpointState> endpoints = proxy.slots.values().stream()
                .map(slot -> new EndpointState(
                        slot.backend,
                        slot.endpoint.pod(),
                        slot.checkPassed,
                        inRotation(slot),
                        sessions.getOrDefault(slot.endpoint.pod(), 0)))
                .sorted(Comparator.comparing(EndpointState::backend).thenComparing(EndpointState::pod))
                .toList();
        Map<Long, List<Result>> results = new HashMap<>();
        proxy.slots.values().forEach(slot -> results.put(slot.endpoint.pod(), results(slot.endpoint)));
        results.values().removeIf(List::isEmpty);
        return new ProxyState.Seen(endpoints, results, counts(proxy), 0, now.get());
    }

    private List<Count> counts(Proxy proxy) {
        return proxy.slots.values().stream()
                .map(slot -> new Count(
                        slot.backend, slot.endpoint.pod(), answered.getOrDefault(slot.endpoint.pod(), Responses.NONE)))
                .toList();
    }

    /** So many requests to each backend of a proxy, by the weights of what is in rotation. */
    public synchronized void visit(ProxySpec spec, int times) {
        Proxy proxy = proxies.get(spec.name());
        for (Backend backend : proxy.table.backends()) {
            List<Endpoint> serving = proxy.slots.values().stream()
                    .filter(slot -> slot.backend.equals(backend.key()) && inRotation(slot))
                    .map(slot -> slot.endpoint)
                    .toList();
            int all = serving.stream().mapToInt(Endpoint::weight).sum();
            for (Endpoint endpoint : serving) {
                long share = all == 0 ? 0 : (long) times * endpoint.weight() / all;
                long failed = sick.contains(endpoint.pod()) ? share : 0;
                answered.merge(endpoint.pod(), new Responses(share, failed), Responses::plus);
            }
        }
    }

    private static boolean inRotation(Slot slot) {
        return !slot.removed
                && !slot.takenOut
                && slot.checkPassed
                && slot.endpoint.wish().serves();
    }
}
