package io.podspace.haproxy;

import io.podspace.haproxy.RuntimeText.Row;
import io.podspace.haproxy.RuntimeText.State;
import io.podspace.service.ProxySpec.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a running HAProxy in three rounds: what it is made of, the slots of the pools in use, and statistics. The last two
 * are by far the longest answers, so all slots of a router are read every two seconds only. In between it reads the pools that
 * may have changed ({@link KnownSlots}), and statistics of the slots that may be waiting for their last session. One reader for each
 * connection; not safe for several threads.
 */
final class RunningReader {
    /** With more of them, one answer about all slots is shorter: each answer names its hundred columns. */
    private static final int ONE_BY_ONE = 8;

    private static final int ALL = -1;

    private final KnownSlots known = new KnownSlots();
    /** Rows by name of the slot, by pool. */
    private final Map<String, Map<String, Row>> statistics = new HashMap<>();

    Running read(Conversation conversation, Kind kind) throws IOException {
        List<Command> first = new ArrayList<>(List.of(
                Command.ask("show info"),
                Command.ask("show map " + Paths.LAYOUT),
                Command.ask("show map " + Paths.SLOTS),
                Command.ask("show map " + Paths.CHECKS),
                Command.ask("podspace show")));
        if (kind == Kind.ROUTER) {
            first.add(Command.ask("show map " + Paths.POOLS));
            first.add(Command.ask("show map " + Paths.ROUTES));
            first.add(Command.ask("show ssl crt-list -n " + Paths.CERTIFICATES));
            first.add(Command.ask("show map " + Paths.ASIDE));
        }
        List<String> answers = conversation.ask(first);
        Map<String, String> layout = RuntimeText.map(answers.get(1));
        List<Pool> pools = LayoutText.pools(layout);
        Map<String, String> assigned = new HashMap<>();
        if (kind == Kind.ROUTER) {
            assigned.putAll(RuntimeText.map(answers.get(5)));
        } else {
            pools.forEach(pool -> assigned.put(pool.name(), pool.name()));
        }
        return new Running(
                LayoutText.structure(layout),
                LayoutText.reloads(layout),
                "1".equals(RuntimeText.info(answers.get(0)).get("Stopping")),
                pools,
                assigned,
                kind == Kind.ROUTER ? RuntimeText.map(answers.get(6)) : Map.of(),
                slots(conversation, kind, assigned, sticky(pools), RuntimeText.map(answers.get(2))),
                kind == Kind.ROUTER ? new HashSet<>(RuntimeText.certificates(answers.get(7))) : new HashSet<>(),
                kind == Kind.ROUTER ? RuntimeText.map(answers.get(8)) : Map.of(),
                new RunningChecks(checks(RuntimeText.map(answers.get(3))), CheckText.results(answers.get(4))));
    }

    private static Set<String> sticky(List<Pool> pools) {
        return pools.stream()
                .filter(pool -> pool.profile().sticky())
                .map(Pool::name)
                .collect(Collectors.toSet());
    }

    private static Map<Long, String> checks(Map<String, String> map) {
        Map<Long, String> checks = new HashMap<>();
        map.forEach((pod, value) -> checks.put(Long.valueOf(pod), value));
        return checks;
    }

    void told(List<Command> commands) {
        known.told(commands);
    }

    void doubt() {
        known.doubt();
    }

    private Map<String, List<Slot>> slots(
            Conversation conversation,
            Kind kind,
            Map<String, String> assigned,
            Set<String> sticky,
            Map<String, String> pods)
            throws IOException {
        long now = System.nanoTime();
        boolean whole = known.whole(now);
        Set<String> changed = known.toRead(assigned.keySet(), now);
        // A balancer has few pools, and a check of it that fails shall be known at once.
        List<String> pools = (kind == Kind.ROUTER ? changed : assigned.keySet())
                .stream().sorted().toList();
        statistics.keySet().retainAll(assigned.keySet());
        List<String> answers = conversation.ask(pools.stream()
                .map(pool -> Command.ask("show servers state " + pool))
                .toList());
        Map<String, List<State>> states = new HashMap<>();
        for (int i = 0; i < pools.size(); i++) {
            states.put(pools.get(i), RuntimeText.states(answers.get(i)));
        }
        readStatistics(conversation, states, sticky, whole);
        states.forEach((pool, all) -> {
            Map<String, Row> rows = statistics.get(pool);
            known.read(
                    pool,
                    all.stream()
                            .sorted(Comparator.comparing(State::name))
                            .map(state -> slot(state, pods, rows))
                            .toList());
        });
        return known.all();
    }

    private static Slot slot(State state, Map<String, String> pods, Map<String, Row> rows) {
        String name = state.name().toString();
        return state.slot(RuntimeText.number(pods.get(name)), rows.getOrDefault(name, RuntimeText.NO_STATISTICS));
    }

    /** @param sticky pools whose slots have cookies, which change with their addresses */
    private void readStatistics(
            Conversation conversation, Map<String, List<State>> states, Set<String> sticky, boolean whole)
            throws IOException {
        List<String> pools = new ArrayList<>();
        List<Command> questions = new ArrayList<>();
        for (Map.Entry<String, List<State>> each : states.entrySet()) {
            String pool = each.getKey();
            List<State> filled =
                    each.getValue().stream().filter(RunningReader::filled).toList();
            Map<String, Row> rows = statistics.get(pool);
            boolean all = whole
                    || rows == null
                    || sticky.contains(pool) && filled.stream().anyMatch(state -> !read(state, rows));
            if (all) {
                statistics.put(pool, new HashMap<>());
            }
            for (int id : ids(
                    all
                            ? filled
                            : filled.stream()
                                    .filter(state -> mayLeave(state) || !read(state, rows))
                                    .toList())) {
                pools.add(pool);
                questions.add(Command.ask("show stat " + pool + " 4 " + id));
            }
        }
        List<String> answers = conversation.ask(questions);
        for (int i = 0; i < answers.size(); i++) {
            statistics.get(pools.get(i)).putAll(RuntimeText.statistics(answers.get(i)));
        }
    }

    private static int[] ids(List<State> slots) {
        return slots.size() > ONE_BY_ONE
                ? new int[] {ALL}
                : slots.stream().mapToInt(State::id).toArray();
    }

    private static boolean filled(State state) {
        return !state.address().equals(Slot.NO_ADDRESS);
    }

    /** Takes no new requests: when its last has ended, it may go. */
    private static boolean mayLeave(State state) {
        return state.admin() != Slot.Admin.READY;
    }

    private static boolean read(State state, Map<String, Row> rows) {
        return state.of(rows.getOrDefault(state.name().toString(), RuntimeText.NO_STATISTICS));
    }
}
