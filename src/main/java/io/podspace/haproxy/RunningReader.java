package io.podspace.haproxy;

import io.podspace.service.ProxySpec.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a running HAProxy in two rounds: what it is made of, then the slots of the pools in use. */
final class RunningReader {
    private RunningReader() {}

    static Running read(Conversation conversation, Kind kind) throws IOException {
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
                slots(conversation, assigned, RuntimeText.map(answers.get(2))),
                kind == Kind.ROUTER ? new HashSet<>(RuntimeText.certificates(answers.get(7))) : new HashSet<>(),
                new RunningChecks(checks(RuntimeText.map(answers.get(3))), CheckText.results(answers.get(4))));
    }

    private static Map<Long, String> checks(Map<String, String> map) {
        Map<Long, String> checks = new HashMap<>();
        map.forEach((pod, value) -> checks.put(Long.valueOf(pod), value));
        return checks;
    }

    private static Map<SlotName, Slot> slots(
            Conversation conversation, Map<String, String> assigned, Map<String, String> pods) throws IOException {
        List<Command> questions = new ArrayList<>();
        for (String pool : new TreeSet<>(assigned.keySet())) {
            questions.add(Command.ask("show servers state " + pool));
            questions.add(Command.ask("show stat " + pool + " 4 -1"));
        }
        List<String> answers = conversation.ask(questions);
        Map<SlotName, Slot> slots = new HashMap<>();
        for (int i = 0; i < answers.size(); i += 2) {
            RuntimeText.slots(answers.get(i), answers.get(i + 1), pods).forEach(slot -> slots.put(slot.name(), slot));
        }
        return slots;
    }
}
