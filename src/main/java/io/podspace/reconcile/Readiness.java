package io.podspace.reconcile;

import io.podspace.pod.PodPhase;
import io.podspace.service.Rotation;
import java.time.Instant;
import java.util.Set;

/** What the snapshot tells the fleet of an attempt. Time that still has to pass is noted as the next look. */
final class Readiness implements Fleet.Knowledge {
    private final Draft draft;
    private final Wanted wanted;

    private final Set<Long> moving;

    Readiness(Draft draft, Wanted wanted) {
        this(draft, wanted, Set.of());
    }

    /** @param moving pods that shall be elsewhere, see {@link Moving} */
    Readiness(Draft draft, Wanted wanted, Set<Long> moving) {
        this.draft = draft;
        this.wanted = wanted;
        this.moving = moving;
    }

    @Override
    public boolean moves(PodRow pod) {
        return moving.contains(pod.id());
    }

    @Override
    public boolean reachable(PodRow pod) {
        return draft.snapshot.reachable(pod);
    }

    @Override
    public boolean serves(PodRow pod) {
        Rotation rotation = draft.snapshot.rotation(pod);
        return reachable(pod) && (rotation.wanted() == 0 || rotation.inRotation() > 0);
    }

    boolean readyAndServes(PodRow pod) {
        return pod.phase() == PodPhase.READY && serves(pod);
    }

    @Override
    public boolean heardOf(PodRow pod) {
        return draft.snapshot.rotation(pod).heard();
    }

    @Override
    public boolean available(PodRow pod) {
        if (!readyAndServes(pod)) {
            return false;
        }
        if (pod.revision() != wanted.revision()) {
            return true;
        }
        if (!heardOf(pod)) {
            return false; // it was ready when somebody last looked; an old one is given up for one that serves now
        }
        Instant held = pod.times()
                .ready()
                .orElse(draft.now())
                .plusSeconds(wanted.strategy().minReadySeconds());
        return !held.isAfter(draft.now());
    }

    /** Looks again when the next attempt of the wanted revision has held ready for long enough. */
    void lookWhenHeld() {
        draft.live().stream()
                .filter(pod -> pod.phase() == PodPhase.READY && pod.revision() == wanted.revision())
                .map(pod -> pod.times()
                        .ready()
                        .orElse(draft.now())
                        .plusSeconds(wanted.strategy().minReadySeconds()))
                .filter(held -> held.isAfter(draft.now()))
                .min(Instant::compareTo)
                .ifPresent(draft::lookAt);
    }
}
