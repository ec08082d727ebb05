package io.podspace.reconcile;

import io.podspace.deployment.Strategy.Kind;
import io.podspace.pod.PodPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The question: which attempts leave, and which slots get a new one? Pure. A slot is kept or given up as a whole; a kept
 * one holds one attempt, or two while the new revision takes the place of the old one. How many slots are between two
 * revisions at a time is what the strategy allows ({@link Exchange}, {@link SideBySide}); none while the hook before it runs ({@link Held}).
 *
 * <p>Safety: never more active attempts than wanted plus surge; an attempt of the old revision that gets requests leaves
 * only while at least wanted minus unavailable others do; on a silent host nothing is replaced; a paused exchange moves
 * nothing.
 */
final class Fleet {
    /**
     * @param revision row id of what the attempt is made from
     * @param heritage of the attempt that the slot lost just now, or none
     */
    record Need(int slot, long revision, Action.Heritage heritage) {}

    /** @param leaving attempts to take out */
    record Decision(List<PodRow> leaving, List<Need> needs) {}

    /** What a slot has lost against our will. @param revision row id */
    record Lost(long revision, Action.Heritage heritage) {}

    /** What the decision must know of an attempt beside its row. */
    interface Knowledge {
        boolean reachable(PodRow pod);

        /** It gets requests, as far as is known. */
        boolean serves(PodRow pod);

        /** Some proxy has said how it treats it, since this process began; or none shall know it. */
        default boolean heardOf(PodRow pod) {
            return true;
        }

        /** It is of the wanted revision and shall be elsewhere, where there is room: as if it were of an older one. */
        default boolean moves(PodRow pod) {
            return false;
        }

        /** It serves, and when it is of the new revision, has held ready for long enough. */
        boolean available(PodRow pod);
    }

    private final Wanted wanted;
    private final Knowledge knowledge;
    private final Map<Integer, Lost> vacated;
    private final TreeMap<Integer, List<PodRow>> slots = new TreeMap<>();
    private final List<PodRow> leaving = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();

    private Fleet(Wanted wanted, List<PodRow> active, Map<Integer, Lost> vacated, Knowledge knowledge) {
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
    static Decision decide(Wanted wanted, List<PodRow> active, Map<Integer, Lost> vacated, Knowledge knowledge) {
        return new Fleet(wanted, active, vacated, knowledge).decide();
    }

    private Decision decide() {
        List<Integer> byValue = byValue();
        Set<Integer> kept = new TreeSet<>(byValue.subList(0, Math.min(wanted.pods(), byValue.size())));
        byValue.stream().filter(slot -> !kept.contains(slot)).forEach(slot -> leaving.addAll(slots.get(slot)));

        Passage passage = passage();
        kept.forEach(slot -> passage.holds(slot, thin(slots.get(slot)), vacated.get(slot)));
        List<Integer> missing = Stream.iterate(0, slot -> slot + 1)
                .filter(slot -> !kept.contains(slot))
                .limit(Math.max(0, wanted.pods() - kept.size()))
                .toList();
        passage.add(missing);
        passage.go();
        leaving.addAll(passage.leaving());
        needs.addAll(passage.needs());
        return new Decision(leaving, needs);
    }

    private Passage passage() {
        if (wanted.gated()) {
            return new Held(wanted);
        }
        return wanted.stage().isPresent() ? new SideBySide(wanted, knowledge) : new Exchange(wanted, knowledge);
    }

    /**
     * Which slots stay when there are too many: those with a ready pod before others. Among equals, slots with and
     * without the new revision take turns in the proportion in which they are there, so that scaling in the middle of a
     * rollout leaves its proportions; then low numbers first.
     */
    private List<Integer> byValue() {
        Map<Integer, Double> share = new HashMap<>();
        Map<Boolean, List<Integer>> kinds = slots.keySet().stream()
                .collect(Collectors.partitioningBy(
                        slot -> slots.get(slot).stream().anyMatch(this::current)));
        kinds.values().forEach(kind -> {
            for (int i = 0; i < kind.size(); i++) {
                share.put(kind.get(i), (i + 0.5) / kind.size());
            }
        });
        return slots.keySet().stream()
                .sorted(Comparator.comparingInt(this::best)
                        .thenComparingDouble(share::get)
                        .thenComparingInt(slot -> slot))
                .toList();
    }

    /** What the best attempt of a slot is worth. */
    private int best(int slot) {
        return slots.get(slot).stream().mapToInt(this::worth).min().orElse(4);
    }

    /** Small is worth more. */
    private int worth(PodRow pod) {
        if (pod.phase() == PodPhase.READY) {
            return knowledge.serves(pod) ? 0 : 1;
        }
        return pod.phase() == PodPhase.STARTING ? 2 : 3;
    }

    private boolean current(PodRow pod) {
        return pod.revision() == wanted.revision() && !knowledge.moves(pod);
    }

    /** Of each revision one attempt is enough: the best, of the new one the last of equals. Unseen older ones stay. */
    private List<PodRow> thin(List<PodRow> attempts) {
        Map<Boolean, List<PodRow>> byAge = attempts.stream().collect(Collectors.partitioningBy(this::current));
        List<PodRow> current = byAge.get(true);
        List<PodRow> older = byAge.get(false);
        List<PodRow> stay = new ArrayList<>();
        current.stream()
                .min(Comparator.comparingInt(this::worth).thenComparingInt(pod -> -pod.attempt()))
                .ifPresent(stay::add);
        older.stream().filter(pod -> !knowledge.reachable(pod)).forEach(stay::add);
        boolean unseen = stay.size() > Math.min(1, current.size());
        older.stream()
                .filter(knowledge::reachable)
                .min(Comparator.comparingInt(this::worth))
                .filter(pod -> !unseen
                        || pod.phase() == PodPhase.READY
                        || wanted.strategy().kind() == Kind.RECREATE)
                .ifPresent(stay::add);
        attempts.stream().filter(pod -> !stay.contains(pod)).forEach(leaving::add);
        return stay;
    }
}
