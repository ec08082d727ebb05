package io.podspace.reconcile;

import io.podspace.pod.PodPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The question: which attempts leave, and which slots get a new one? Pure. A slot is kept or given up as a whole; a kept
 * one holds one attempt, or two while the new revision takes the place of the old one. The standing rule of a rollout is
 * surge 1, unavailable 0: one slot at a time holds two, and the old one leaves when the new one serves.
 *
 * <p>Safety: never more than the wanted number plus {@link #SURGE} active attempts that stay; an attempt that serves
 * leaves only when its slot is surplus or another in its slot serves; on a silent host nothing is replaced.
 */
final class Fleet {
    static final int SURGE = 1;

    /** @param heritage of the attempt that the slot lost just now, or none */
    record Need(int slot, Action.Heritage heritage) {}

    /** @param leaving attempts to take out */
    record Decision(List<PodRow> leaving, List<Need> needs) {}

    /** What the decision must know of an attempt beside its row. */
    interface Knowledge {
        boolean reachable(PodRow pod);

        /** It gets requests, as far as is known. */
        boolean serves(PodRow pod);
    }

    private final Wanted wanted;
    private final Knowledge knowledge;
    private final Map<Integer, Action.Heritage> vacated;
    private final TreeMap<Integer, List<PodRow>> slots = new TreeMap<>();
    private final List<PodRow> leaving = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();
    private int pairs;

    private Fleet(Wanted wanted, List<PodRow> active, Map<Integer, Action.Heritage> vacated, Knowledge knowledge) {
        this.wanted = wanted;
        this.knowledge = knowledge;
        this.vacated = vacated;
        vacated.keySet().forEach(slot -> slots.put(slot, new ArrayList<>()));
        active.forEach(pod ->
                slots.computeIfAbsent(pod.slot(), slot -> new ArrayList<>()).add(pod));
        slots.values().forEach(attempts -> attempts.sort(Comparator.comparingInt(PodRow::attempt)));
    }

    /**
     * @param active attempts that neither leave nor have ended
     * @param vacated slots that lost an attempt just now, with what it leaves behind
     */
    static Decision decide(
            Wanted wanted, List<PodRow> active, Map<Integer, Action.Heritage> vacated, Knowledge knowledge) {
        return new Fleet(wanted, active, vacated, knowledge).decide();
    }

    private Decision decide() {
        List<Integer> byValue = slots.keySet().stream()
                .sorted(Comparator.comparingInt(this::worth).thenComparingInt(slot -> slot))
                .toList();
        List<Integer> kept = byValue.stream().limit(wanted.pods()).sorted().toList();
        byValue.stream().skip(wanted.pods()).forEach(slot -> leaving.addAll(slots.get(slot)));

        List<Integer> outdated = kept.stream().filter(slot -> !settle(slot)).toList();
        // a slot whose successor has just ended keeps its turn
        outdated.stream()
                .sorted(Comparator.comparing(slot -> !vacated.containsKey(slot)))
                .limit(Math.max(0, SURGE - pairs))
                .forEach(this::need);

        Set<Integer> taken = new TreeSet<>(kept);
        Stream.iterate(0, slot -> slot + 1)
                .filter(slot -> !taken.contains(slot))
                .limit(Math.max(0, wanted.pods() - kept.size()))
                .forEach(this::need);
        return new Decision(leaving, needs);
    }

    /** Which slots go first when there are too many: those without a ready pod, then the highest. Small is worth more. */
    private int worth(int slot) {
        List<PodRow> attempts = slots.get(slot);
        if (attempts.stream().anyMatch(pod -> pod.phase() == PodPhase.READY && knowledge.serves(pod))) {
            return 0;
        }
        if (attempts.stream().anyMatch(pod -> pod.phase() == PodPhase.READY)) {
            return 1;
        }
        return attempts.stream().anyMatch(pod -> pod.phase() == PodPhase.STARTING) ? 2 : 3;
    }

    /** @return false when the slot holds only a serving attempt of an older revision, which waits for its rollout turn */
    private boolean settle(int slot) {
        Map<Boolean, List<PodRow>> byAge =
                slots.get(slot).stream().collect(Collectors.partitioningBy(pod -> pod.revision() == wanted.revision()));
        List<PodRow> current = byAge.get(true);
        List<PodRow> older = byAge.get(false);
        leaveAllButLast(current);
        if (older.isEmpty()) {
            if (current.isEmpty()) {
                need(slot);
            }
            return true;
        }
        if (wanted.paused() && current.isEmpty()) {
            leaveAllButLast(older);
            return true;
        }
        return current.isEmpty() ? settleOlder(slot, older) : settlePair(current.getLast(), older);
    }

    private boolean settlePair(PodRow successor, List<PodRow> older) {
        boolean done = successor.phase() == PodPhase.READY && knowledge.serves(successor);
        List<PodRow> go = older.stream()
                .filter(knowledge::reachable)
                .filter(pod -> done || pod.phase() != PodPhase.READY)
                .toList();
        leaving.addAll(go);
        pairs += older.size() - go.size();
        return true;
    }

    private boolean settleOlder(int slot, List<PodRow> older) {
        List<PodRow> go = older.stream()
                .filter(knowledge::reachable)
                .filter(pod -> pod.phase() != PodPhase.READY)
                .toList();
        leaving.addAll(go);
        List<PodRow> stay = older.stream().filter(pod -> !go.contains(pod)).toList();
        if (stay.stream().anyMatch(pod -> !knowledge.reachable(pod))) {
            // nothing is replaced there, but what the slot holds too many is still surge
            pairs += stay.size() - 1;
            return true;
        }
        if (stay.isEmpty()) {
            need(slot);
            return true;
        }
        leaveAllButLast(stay);
        return false;
    }

    private void leaveAllButLast(List<PodRow> attempts) {
        leaving.addAll(attempts.subList(0, Math.max(0, attempts.size() - 1)));
    }

    private void need(int slot) {
        needs.add(new Need(slot, vacated.getOrDefault(slot, Action.Heritage.NONE)));
    }
}
