package io.podspace.reconcile;

import io.podspace.activity.Severity;
import io.podspace.pod.PodPhase;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The question: which attempts leave since somebody deleted them? Each leaves rotation first, as always; its slot gets
 * another at once, since nothing failed. One on a silent host stays until the host answers.
 */
final class Removals {
    private final Draft draft;
    private final Wanted wanted;

    Removals(Draft draft, Wanted wanted) {
        this.draft = draft;
        this.wanted = wanted;
    }

    /** @return slots that are to have another attempt */
    Map<Integer, Action.Heritage> plan() {
        Map<Integer, Action.Heritage> vacated = new TreeMap<>();
        draft.live().stream()
                .filter(PodRow::active)
                .filter(draft.snapshot::reachable)
                .forEach(pod -> wanted.removal(pod).ifPresent(removal -> {
                    remove(pod, removal);
                    vacated.put(
                            pod.slot(),
                            new Action.Heritage(pod.restarts(), 0, Optional.empty(), Ending.because(removal.words())));
                }));
        return vacated;
    }

    private void remove(PodRow pod, Removal removal) {
        if (pod.phase() == PodPhase.PENDING) {
            draft.record(new Action.EndAttempt(pod.id(), Ending.because(removal.words())));
        } else {
            draft.record(new Action.Condemn(pod.id(), removal.words()));
            if (draft.snapshot.effort(pod).orElse(null) instanceof Effort.Running running
                    && running.effect() instanceof Action.Start start) {
                draft.effect(new Action.CancelStart(start.host(), start.name()));
            }
        }
        draft.notes.add(Note.of(
                pod,
                Severity.NORMAL,
                "PodDeleted",
                "%s %s.".formatted(Displays.name(draft.snapshot, pod), removal.words())));
    }
}
