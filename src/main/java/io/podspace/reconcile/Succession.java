package io.podspace.reconcile;

import io.podspace.deployment.Strategy.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The question: must a new attempt wait until old ones have ended? By recreation until all of them have; where no pod may
 * be there beyond the wanted ones, until the one in its slot has: a container that still stops takes room, too.
 */
final class Succession {
    private final Wanted wanted;
    private final Set<Integer> slots;
    private final boolean oneByOne;

    /**
     * @param live attempts that have not ended, those that leave included
     * @param moved attempts that leave for one elsewhere
     */
    Succession(Wanted wanted, List<PodRow> live, Predicate<PodRow> moved) {
        this.wanted = wanted;
        slots = live.stream()
                .filter(pod -> pod.revision() != wanted.revision() || moved.test(pod))
                .map(PodRow::slot)
                .collect(Collectors.toSet());
        oneByOne = wanted.surge() == 0;
    }

    boolean waits(int slot, long revision) {
        if (revision != wanted.revision() || slots.isEmpty()) {
            return false;
        }
        return wanted.strategy().kind() == Kind.RECREATE || oneByOne && slots.contains(slot);
    }
}
