package io.podspace.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The passage while the hook before the exchange has not passed: nothing of the new revision is made. Every slot keeps what
 * it holds, what ends comes back as it was, and slots that there are too few of come of the old revision.
 */
final class Held implements Passage {
    private final Wanted wanted;
    private final List<Fleet.Need> needs = new ArrayList<>();
    private final List<Integer> missing = new ArrayList<>();
    private Optional<PodRow> pattern = Optional.empty();

    /** @param wanted whose hook has not passed */
    Held(Wanted wanted) {
        this.wanted = wanted;
    }

    @Override
    public void holds(int number, List<PodRow> attempts, Fleet.Lost lost) {
        if (attempts.isEmpty() && lost != null) {
            needs.add(new Fleet.Need(number, lost.revision(), lost.heritage()));
        }
        attempts.stream()
                .max(Comparator.comparingLong(PodRow::revision))
                .filter(pod -> pattern.map(PodRow::revision)
                        .filter(other -> other >= pod.revision())
                        .isEmpty())
                .ifPresent(pod -> pattern = Optional.of(pod));
    }

    @Override
    public void add(List<Integer> slots) {
        missing.addAll(slots);
    }

    @Override
    public void go() {
        wanted.before()
                .or(() -> pattern.map(PodRow::revision))
                .ifPresent(old -> missing.forEach(slot -> needs.add(new Fleet.Need(slot, old, Action.Heritage.NONE))));
    }

    @Override
    public List<PodRow> leaving() {
        return List.of();
    }

    @Override
    public List<Fleet.Need> needs() {
        return needs;
    }
}
