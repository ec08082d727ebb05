package io.podspace.reconcile;

import io.podspace.activity.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the activity says of a plan's ordinary steps: one sentence a kind, not one a pod. */
final class Notes {
    private static final int NAMED = 4;

    private Notes() {}

    static List<Note> of(Draft draft, Wanted wanted) {
        Map<Long, Integer> slots = new HashMap<>();
        draft.rows().forEach(pod -> slots.put(pod.id(), pod.slot()));
        List<String> created = new ArrayList<>();
        List<String> ready = new ArrayList<>();
        List<String> out = new ArrayList<>();
        for (Action action : draft.actions) {
            if (action instanceof Action.CreatePod create) {
                created.add(wanted.name() + "-" + create.slot());
            } else if (action instanceof Action.MarkReady mark) {
                ready.add(wanted.name() + "-" + slots.get(mark.pod()));
            } else if (action instanceof Action.TakeOut takeOut) {
                out.add(wanted.name() + "-" + slots.get(takeOut.pod()));
            }
        }
        List<Note> notes = new ArrayList<>();
        note(notes, "PodsCreated", "Made", created);
        note(notes, "PodsReady", "Ready:", ready);
        note(notes, "PodsLeaving", "Taking out of service:", out);
        return notes;
    }

    private static void note(List<Note> notes, String reason, String verb, List<String> names) {
        if (!names.isEmpty()) {
            String named = names.stream().limit(NAMED).collect(Collectors.joining(", "));
            String more = names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "";
            notes.add(new Note(Severity.NORMAL, reason, "%s %s%s.".formatted(verb, named, more)));
        }
    }
}
