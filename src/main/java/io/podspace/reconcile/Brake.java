package io.podspace.reconcile;

import io.podspace.activity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The question: when do pods that ended by themselves start again, if most of a deployment ended within a short time? Then
 * the cause is mostly outside of them, and starting all at once would hit it together. They are spread, but over seconds
 * only: other than a pod whose check fails, one that has ended serves nobody.
 */
final class Brake {
    /** So long before counts as at once, and over so long they are spread. */
    static final Duration SPREAD = Duration.ofSeconds(10);

    private final Draft draft;
    private final int pods;

    /** @param pods that were active before any of them ended */
    Brake(Draft draft, int pods) {
        this.draft = draft;
        this.pods = pods;
    }

    /** @param ended slots that lost an attempt by itself in this pass; the same with the pause that each has */
    Map<Integer, Action.Heritage> spread(Map<Integer, Action.Heritage> ended) {
        int before = (int) draft.live().stream().filter(this::startedAgain).count();
        int all = before + ended.size();
        if (ended.isEmpty() || all < Restarts.FEW || all * 2 <= pods) {
            return ended;
        }
        Map<Integer, Action.Heritage> spread = new TreeMap<>();
        for (Map.Entry<Integer, Action.Heritage> each : new TreeMap<>(ended).entrySet()) {
            Duration pause = SPREAD.multipliedBy(before + spread.size()).dividedBy(pods);
            spread.put(each.getKey(), notBefore(each.getValue(), draft.now().plus(pause)));
        }
        draft.notes.add(new Note(
                Severity.WARNING,
                "ManyEnded",
                "%d of %d pods ended within %d seconds. They are started again one after the other, since the cause is probably outside of them."
                        .formatted(all, pods, SPREAD.toSeconds())));
        return spread;
    }

    private boolean startedAgain(PodRow pod) {
        return pod.active()
                && pod.restarts() > 0
                && pod.ending().reason().isEmpty()
                && pod.times().created().plus(SPREAD).isAfter(draft.now());
    }

    private Action.Heritage notBefore(Action.Heritage heritage, Instant when) {
        return heritage.notBefore().filter(later -> later.isAfter(when)).isPresent() || !when.isAfter(draft.now())
                ? heritage
                : new Action.Heritage(heritage.restarts(), heritage.failures(), Optional.of(when), heritage.ending());
    }
}
