package io.podspace.reconcile;

import io.podspace.pod.PodPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The passage while a stage of canary or blue/green lasts: every slot keeps its old attempt, and so many slots as the stage
 * says hold a new one beside it. No old one leaves, whatever becomes of the new ones, and one that ends comes back as it
 * was: so there is a way back at any time. Scaling in the middle keeps the proportion, since the stage is a share.
 */
final class SideBySide implements Passage {
    private static final class Slot {
        final int number;
        final Fleet.Lost lost;
        PodRow current;
        boolean older;

        Slot(int number, Fleet.Lost lost) {
            this.number = number;
            this.lost = lost;
        }

        boolean lost(long revision) {
            return lost != null && lost.revision() == revision;
        }
    }

    private final Wanted wanted;
    private final Fleet.Knowledge knowledge;
    private final int target;
    private final List<Slot> slots = new ArrayList<>();
    private final List<PodRow> leaving = new ArrayList<>();
    private final List<Fleet.Need> needs = new ArrayList<>();

    /** @param wanted whose rollout is in a stage */
    SideBySide(Wanted wanted, Fleet.Knowledge knowledge) {
        this.wanted = wanted;
        this.knowledge = knowledge;
        target = wanted.surge();
    }

    @Override
    public void holds(int number, List<PodRow> attempts, Fleet.Lost lost) {
        Slot slot = new Slot(number, lost);
        for (PodRow pod : attempts) {
            if (pod.revision() == wanted.revision()) {
                slot.current = pod;
            } else {
                slot.older = true;
            }
        }
        slots.add(slot);
    }

    @Override
    public void add(List<Integer> missing) {
        missing.forEach(number -> slots.add(new Slot(number, null)));
    }

    @Override
    public void go() {
        Optional<Long> old = wanted.before();
        int room = target
                - (int) slots.stream().filter(slot -> slot.current != null).count();
        slots.stream()
                .filter(slot -> slot.current != null)
                .sorted(Comparator.comparing((Slot slot) -> knowledge.available(slot.current))
                        .thenComparing(slot -> slot.current.phase() == PodPhase.READY)
                        .thenComparing(slot -> -slot.number))
                .limit(Math.max(0, -room))
                .forEach(slot -> leaving.add(slot.current));
        List<Slot> free = new ArrayList<>();
        for (Slot slot : slots) {
            if (!slot.older && old.isPresent()) {
                need(slot, old.get());
            } else if (slot.current == null && (!wanted.paused() || slot.lost(wanted.revision()))) {
                free.add(slot);
            }
        }
        free.stream()
                .sorted(Comparator.comparing(slot -> !slot.lost(wanted.revision())))
                .limit(Math.max(0, room))
                .forEach(slot -> need(slot, wanted.revision()));
    }

    private void need(Slot slot, long revision) {
        needs.add(new Fleet.Need(
                slot.number, revision, slot.lost(revision) ? slot.lost.heritage() : Action.Heritage.NONE));
    }

    @Override
    public List<PodRow> leaving() {
        return leaving;
    }

    @Override
    public List<Fleet.Need> needs() {
        return needs;
    }
}
