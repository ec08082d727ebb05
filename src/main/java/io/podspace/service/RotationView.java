package io.podspace.service;

import io.podspace.health.Judgement;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.service.ProxyState.EndpointState;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the proxies were last told and what they last said, in memory, one entry a proxy. Fed by the routing passes and by
 * the watch; asked by the pod planner. After a start it is empty, and every pod is {@link Rotation#UNSETTLED} until the
 * first passes have run. Safe for use by several threads.
 */
@ApplicationScoped
public class RotationView {
    /** The scope of the pass over all routers; others are {@link #project}. */
    public static final String ROUTERS = "routers";

    private final Map<String, Set<Long>> podsOfScope = new HashMap<>();
    private final Map<String, Entry> entries = new HashMap<>();

    private record Entry(String scope, Map<Long, Told> told, Optional<ProxyState> state) {}

    /** What a proxy was told of a pod; a pod may be in several backends of it. */
    private record Told(int backends, boolean serve) {}

    /** The scope of the pass over the balancers of a project. */
    public static String project(long id) {
        return "project-" + id;
    }

    /**
     * A routing pass has begun with these rows: of the pods it knew, and the proxies that are in its hands. Proxies of
     * the scope that are no longer named are forgotten.
     */
    public synchronized void planned(String scope, Set<Long> pods, Set<String> proxies) {
        podsOfScope.put(scope, Set.copyOf(pods));
        entries.entrySet().removeIf(e -> e.getValue().scope().equals(scope) && !proxies.contains(e.getKey()));
    }

    /**
     * A proxy is about to be told a table. From now on a pod that is served in it counts as in rotation, until the proxy
     * has confirmed a table that does not serve it.
     */
    public synchronized void telling(String scope, String proxy, ProxyTable table) {
        Map<Long, Told> told = told(table);
        Entry before = entries.get(proxy);
        if (before != null) {
            before.told().forEach((pod, was) -> told.merge(pod, was, (a, b) -> a.serve() ? a : b.serve() ? b : a));
        }
        entries.put(proxy, new Entry(scope, told, before == null ? Optional.empty() : before.state()));
    }

    /** A proxy was brought to a table and said this. */
    public synchronized void told(String scope, String proxy, ProxyTable table, ProxyState state) {
        entries.put(proxy, new Entry(scope, told(table), Optional.of(state)));
    }

    /**
     * A proxy was looked at.
     *
     * @return ids of the pods of which something is different now
     */
    public synchronized Set<Long> seen(String proxy, ProxyState state) {
        Entry before = entries.get(proxy);
        if (before == null) {
            return Set.of();
        }
        entries.put(proxy, new Entry(before.scope(), before.told(), Optional.of(state)));
        return changed(before.state(), state, before.told().keySet());
    }

    /** The last state of a proxy, if it was ever seen. */
    public synchronized Optional<ProxyState> state(String proxy) {
        return Optional.ofNullable(entries.get(proxy)).flatMap(Entry::state);
    }

    /** @param pod row id of the pod's attempt; @param project row id of its project */
    public synchronized Rotation rotation(long project, long pod) {
        if (!scopeKnows(project(project), pod) || !scopeKnows(ROUTERS, pod)) {
            return Rotation.UNSETTLED;
        }
        Rotation sum = Rotation.UNEXPOSED;
        for (Entry entry : entries.values()) {
            sum = plus(sum, part(entry, pod));
        }
        Collection<List<Result>> said = results(pod).values();
        return sum.judged(
                Judgement.of(said),
                Judgement.trouble(said.stream().flatMap(List::stream).toList()));
    }

    /** Names of the proxies that were told of the pod. */
    public synchronized Set<String> holding(long pod) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().told().containsKey(pod))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Of every pod, what {@link #results(long)} says. */
    public synchronized Map<Long, Map<String, List<Result>>> results() {
        Map<Long, Map<String, List<Result>>> all = new HashMap<>();
        entries.forEach((proxy, entry) -> {
            if (entry.state().orElse(null) instanceof ProxyState.Seen seen) {
                seen.results().forEach((pod, results) -> {
                    if (entry.told().containsKey(pod)) {
                        all.computeIfAbsent(pod, id -> new TreeMap<>()).put(proxy, results);
                    }
                });
            }
        });
        return all;
    }

    /** What each proxy that answers and runs checks for the pod said last, by the proxy's name. */
    public synchronized Map<String, List<Result>> results(long pod) {
        Map<String, List<Result>> results = new TreeMap<>();
        entries.forEach((proxy, entry) -> {
            if (entry.told().containsKey(pod)
                    && entry.state().orElse(null) instanceof ProxyState.Seen seen
                    && seen.results().containsKey(pod)) {
                results.put(proxy, seen.results().get(pod));
            }
        });
        return results;
    }

    private boolean scopeKnows(String scope, long pod) {
        return podsOfScope.getOrDefault(scope, Set.of()).contains(pod);
    }

    private static Rotation part(Entry entry, long pod) {
        Told told = entry.told().get(pod);
        int wanted = told == null ? 0 : 1;
        int serve = told != null && told.serve() ? 1 : 0;
        if (entry.state().isEmpty()) {
            return new Rotation(true, wanted, wanted, 0, 0, serve, 0);
        }
        return switch (entry.state().get()) {
            case ProxyState.Silent silent -> {
                int maybe = silent.gone() ? 0 : wanted;
                yield new Rotation(true, wanted, maybe, 0, 0, Math.min(maybe, serve), 0);
            }
            case ProxyState.Seen seen -> {
                Collection<EndpointState> mine =
                        seen.endpoints().stream().filter(e -> e.pod() == pod).toList();
                boolean checked = told != null
                        && mine.size() >= told.backends()
                        && mine.stream().allMatch(EndpointState::checkPassed);
                boolean in = serve == 1 || mine.stream().anyMatch(EndpointState::inRotation);
                int sessions = mine.stream().mapToInt(EndpointState::sessions).sum();
                yield new Rotation(true, wanted, 0, mine.isEmpty() ? 0 : 1, checked ? 1 : 0, in ? 1 : 0, sessions);
            }
        };
    }

    private static Rotation plus(Rotation a, Rotation b) {
        return new Rotation(
                true,
                a.wanted() + b.wanted(),
                a.silent() + b.silent(),
                a.known() + b.known(),
                a.checked() + b.checked(),
                a.inRotation() + b.inRotation(),
                a.sessions() + b.sessions());
    }

    private static Map<Long, Told> told(ProxyTable table) {
        Map<Long, Told> told = new HashMap<>();
        for (Backend backend : table.backends()) {
            for (Endpoint endpoint : backend.endpoints()) {
                told.merge(
                        endpoint.pod(),
                        new Told(1, endpoint.wish().serves()),
                        (a, b) -> new Told(a.backends() + b.backends(), a.serve() || b.serve()));
            }
        }
        return told;
    }

    private static Set<Long> changed(Optional<ProxyState> before, ProxyState after, Set<Long> told) {
        if (!(before.orElse(null) instanceof ProxyState.Seen was) || !(after instanceof ProxyState.Seen is)) {
            return before.filter(b -> gone(b) == gone(after) && b.getClass() == after.getClass())
                            .isPresent()
                    ? Set.of()
                    : Set.copyOf(told);
        }
        Set<EndpointState> difference = new HashSet<>(was.endpoints());
        Set<EndpointState> now = new HashSet<>(is.endpoints());
        Set<EndpointState> both = new HashSet<>(difference);
        both.retainAll(now);
        difference.addAll(now);
        difference.removeAll(both);
        Set<Long> pods = new HashSet<>();
        difference.forEach(endpoint -> pods.add(endpoint.pod()));
        told.stream()
                .filter(pod -> !verdicts(was, pod).equals(verdicts(is, pod)))
                .forEach(pods::add);
        return pods;
    }

    /** Until there is a verdict, a run that fails is news: it says what keeps the pod out. */
    private record Word(Verdict verdict, boolean trouble) {
        static Word of(Result result) {
            boolean failed = !result.passed() && !result.text().isEmpty();
            return new Word(result.verdict(), result.verdict() == Verdict.UNKNOWN && failed);
        }
    }

    private static Map<Role, Word> verdicts(ProxyState.Seen state, long pod) {
        return state.results().getOrDefault(pod, List.of()).stream()
                .collect(Collectors.toMap(Result::role, Word::of, (first, second) -> second));
    }

    private static boolean gone(ProxyState state) {
        return state instanceof ProxyState.Silent silent && silent.gone();
    }
}
