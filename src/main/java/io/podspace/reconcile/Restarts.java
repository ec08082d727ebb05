package io.podspace.reconcile;

import io.podspace.host.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The question: which running pods are restarted now, since their liveness or startup check fails? All of them, unless
 * most pods of the deployment fail at once: then the cause is mostly outside of them (a database, a network), restarts
 * would only add load, and they are spread.
 */
final class Restarts {
    /** Between two, while most fail. */
    static final Duration SPREAD = Duration.ofSeconds(10);
    /** Fewer are restarted at once in any case. */
    static final int FEW = 3;

    private final Draft draft;

    Restarts(Draft draft) {
        this.draft = draft;
    }

    List<PodRow> plan() {
        List<PodRow> active = draft.live().stream().filter(PodRow::active).toList();
        List<PodRow> failing = active.stream()
                .filter(draft.snapshot::reachable)
                .filter(this::runs)
                .filter(pod -> draft.snapshot.judgement(pod).restart().isPresent())
                .toList();
        if (failing.size() < FEW || failing.size() * 2 <= active.size()) {
            return failing;
        }
        Instant next = lastRestart().map(last -> last.plus(SPREAD)).orElse(draft.now());
        boolean now = !draft.now().isBefore(next);
        failing.stream()
                .skip(now ? 1 : 0)
                .forEach(pod -> draft.held.put(
                        pod.id(),
                        "It %s, and so did %d of %d pods at once. They are restarted one by one, %d seconds apart, since the cause is probably outside of them."
                                .formatted(
                                        draft.snapshot.judgement(pod).restart().orElseThrow(),
                                        failing.size(),
                                        active.size(),
                                        SPREAD.toSeconds())));
        draft.lookAt(now ? draft.now().plus(SPREAD) : next);
        return failing.stream().limit(now ? 1 : 0).toList();
    }

    private boolean runs(PodRow pod) {
        return draft.snapshot
                .container(pod)
                .filter(seen -> seen.state() == ContainerState.RUNNING)
                .isPresent();
    }

    private Optional<Instant> lastRestart() {
        return draft.live().stream()
                .flatMap(pod -> Stream.concat(
                        pod.restarts() > 0 ? Stream.of(pod.times().created()) : Stream.empty(),
                        pod.ending().reason().isEmpty() ? Stream.empty() : pod.times().draining().stream()))
                .max(Instant::compareTo);
    }
}
