package io.podspace.reconcile;

import io.podspace.host.HostState;
import io.podspace.host.HostView;
import io.podspace.placement.Placement;
import io.podspace.pod.PodPhase;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The question: which pods on hosts that are being drained shall be elsewhere? The {@link Exchange} treats them as if they
 * were of an older revision: within the strategy's bounds another starts first, or they leave first. Only those move for
 * which there is room elsewhere, so that none leaves for nothing; the others stay, and are told why. While the
 * deployment's pods are exchanged anyway, or may not be, none moves for its host.
 */
final class Moving {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Draft draft;
    private final Wanted wanted;
    private final Set<Long> draining;

    Moving(Draft draft, Wanted wanted) {
        this.draft = draft;
        this.wanted = wanted;
        draining = draft.snapshot.hosts().values().stream()
                .filter(host -> host.state() == HostState.DRAINING)
                .map(HostView::id)
                .collect(Collectors.toSet());
    }

    /** Whether its host is being drained. */
    boolean drained(PodRow pod) {
        return pod.host().filter(draining::contains).isPresent();
    }

    /** @return row ids; needs the usage as soon as any pod may move */
    Set<Long> plan() {
        Set<Long> moving = new LinkedHashSet<>();
        List<PodRow> active = draft.live().stream().filter(PodRow::active).toList();
        List<PodRow> there = active.stream()
                .filter(pod -> drained(pod) && pod.revision() == wanted.revision())
                .filter(draft.snapshot::reachable)
                .sorted(Comparator.comparingInt(PodRow::slot))
                .toList();
        if (there.isEmpty() || wanted.deleting()) {
            return moving;
        }
        String held = held();
        if (!held.isEmpty()) {
            there.forEach(pod -> draft.stays.put(pod.id(), held));
            return moving;
        }
        if (draft.snapshot.usage().isEmpty()) {
            draft.needsUsage = true;
            return moving;
        }
        Room room = roomBeside(active);
        for (PodRow pod : there) {
            if (active.stream().anyMatch(other -> succeeds(other, pod))) {
                moving.add(pod.id());
            } else {
                switch (room.take(pod.request())) {
                    case Placement.On on -> moving.add(pod.id());
                    case Placement.Nowhere nowhere -> draft.stays.put(pod.id(), nowhere.why());
                }
            }
        }
        if (moving.size() < there.size()) {
            draft.lookIn(LOOK_AGAIN);
        }
        return moving;
    }

    /** What is left after those that are wanted anyway have got theirs. */
    private Room roomBeside(List<PodRow> active) {
        Room room = new Room(draft.snapshot, draft.snapshot.usage().orElseThrow());
        active.stream().filter(pod -> pod.phase() == PodPhase.PENDING).forEach(pod -> room.take(pod.request()));
        long slots = active.stream().mapToInt(PodRow::slot).distinct().count();
        for (long missing = slots; missing < wanted.pods(); missing++) {
            room.take(wanted.request(wanted.revision()));
        }
        return room;
    }

    private boolean succeeds(PodRow other, PodRow pod) {
        return other.slot() == pod.slot()
                && other.revision() == wanted.revision()
                && other.host().isPresent()
                && !drained(other);
    }

    /** Why no pod of the deployment moves now; empty: they may. */
    private String held() {
        if (wanted.rollout().isPresent()) {
            return "its deployment's rollout is not over";
        }
        if (wanted.gated()) {
            return "a hook of its deployment has not passed";
        }
        return wanted.paused() ? "its deployment is paused" : "";
    }
}
