package io.podspace.reconcile;

import io.podspace.activity.Severity;
import io.podspace.host.ContainerState;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.ObservedContainer;
import io.podspace.host.Sight;
import io.podspace.pod.PodPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The question: which containers of ours does nobody want? What an ended attempt left behind is removed at once. A
 * container that carries our cluster's label but is in no row is a stranger: after a restore of the database it may be
 * something that people need, so it is reported first and removed after a while.
 */
final class Strangers {
    static final Duration GRACE = Duration.ofSeconds(60);

    private final Draft draft;
    private final Map<String, PodRow> byName = new HashMap<>();
    private final Map<String, HookRow> hooks = new HashMap<>();

    Strangers(Draft draft) {
        this.draft = draft;
        draft.rows().forEach(pod -> byName.put(draft.snapshot.name(pod), pod));
        draft.hooks().forEach(hook -> hooks.put(Names.hook(draft.snapshot.cluster(), hook.id()), hook));
    }

    void plan() {
        for (Sight sight : draft.snapshot.sights().values()) {
            for (ObservedContainer container : sight.ofDeployment(draft.snapshot.deployment())) {
                look(sight, container);
            }
        }
    }

    private void look(Sight sight, ObservedContainer container) {
        PodRow pod = byName.get(container.name());
        if (pod != null && pod.host().filter(host -> host == sight.host().id()).isPresent()) {
            if (pod.phase() == PodPhase.ENDED) {
                remove(sight, container);
            }
            return;
        }
        if (hook(sight, container)) {
            return;
        }
        draft.strangers.add(container.name());
        Instant first = draft.snapshot.efforts().strangers().get(container.name());
        if (first == null) {
            draft.notes.add(new Note(
                    Severity.WARNING,
                    "UnknownContainer",
                    "Container %s on %s is in no record (pod %s). It will be removed in %d s."
                            .formatted(
                                    container.name(),
                                    sight.host().name(),
                                    container.labels().getOrDefault(Labels.POD, "?"),
                                    GRACE.toSeconds())));
            draft.lookIn(GRACE);
        } else if (first.plus(GRACE).isAfter(draft.now())) {
            draft.lookAt(first.plus(GRACE));
        } else {
            remove(sight, container);
        }
    }

    /** A hook that is over leaves its container behind, as one does whose row is not even loaded any more. */
    private boolean hook(Sight sight, ObservedContainer container) {
        HookRow hook = hooks.get(container.name());
        boolean ended = container.state() == ContainerState.EXITED
                && "hook".equals(container.labels().get(Labels.KIND));
        if (hook == null ? ended : hook.state().over()) {
            remove(sight, container);
            return true;
        }
        return hook != null;
    }

    private void remove(Sight sight, ObservedContainer container) {
        Effort effort = draft.snapshot.efforts().on(container.name()).orElse(null);
        if (effort instanceof Effort.Running) {
            return;
        }
        if (effort instanceof Effort.Done done
                && done.effect() instanceof Action.Remove
                && !sight.startedAfter(done.listings())) {
            draft.listAgain.add(sight.host().id());
            return;
        }
        if (effort instanceof Effort.Failed failed && failed.effect() instanceof Action.Remove) {
            Instant again = failed.at().plus(StartFailures.pause(failed.times()));
            if (again.isAfter(draft.now())) {
                draft.lookAt(again);
                return;
            }
        }
        draft.effect(new Action.Remove(sight.host().id(), container.name()));
    }
}
