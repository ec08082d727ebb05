package io.podspace.reconcile;

import io.podspace.deployment.HookState;
import io.podspace.placement.Placement;
import io.podspace.pod.PodPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides what to do about one deployment: a function of the snapshot, with no clock, no row and no engine of its own.
 * Each question has its class: what has ended ({@link Endings}), what
 * somebody deleted ({@link Removals}), which pods shall be elsewhere ({@link Moving}), who leaves and who is needed ({@link Fleet}), where
 * ({@link Room}), the next step of each attempt ({@link Advance}), what nobody wants ({@link Strangers}), what is shown
 * ({@link Displays}, {@link StatusRule}), what hooks do ({@link HookSteps}), how the rollout is
 * doing ({@link Judgement}). Carrying out a plan and planning again ends in an empty plan.
 */
final class Planner {
    /** New rows in one plan; the rest follows in the next. */
    static final int NEW_AT_ONCE = 100;
    /** Rows of pods that have no place; more are only counted. */
    static final int SHOWN_WITHOUT_PLACE = 3;

    private static final Duration PLACE_AGAIN = Duration.ofSeconds(5);
    private static final Duration LIST_AGAIN = Duration.ofMillis(500);

    /** Where new attempts may go, and whether they may yet. */
    private record Places(Room room, Succession succession) {}

    private Planner() {}

    static Plan plan(Snapshot snapshot) {
        Draft draft = new Draft(snapshot);
        snapshot.wanted().ifPresent(wanted -> plan(draft, wanted));
        snapshot.wanted().ifPresent(wanted -> new HookSteps(draft, wanted)
                .plan(() -> new Judgement(draft, wanted).isExchanged()));
        new Strangers(draft).plan();
        snapshot.wanted().filter(Wanted::deleting).ifPresent(wanted -> removeIfEmpty(draft));
        Optional<DeploymentStatus> status = snapshot.wanted().flatMap(wanted -> show(draft, wanted));
        Optional<RolloutRow> rollout = snapshot.wanted()
                .filter(wanted -> !draft.needsUsage)
                .flatMap(wanted -> new Judgement(draft, wanted).judge());
        if (!draft.listAgain.isEmpty()) {
            draft.lookIn(LIST_AGAIN);
        }
        return new Plan(
                draft.actions,
                draft.created,
                draft.changed(),
                status,
                rollout,
                draft.changedHooks(),
                draft.notes,
                draft.strangers,
                draft.listAgain,
                draft.nextLook(),
                draft.needsUsage);
    }

    private static void plan(Draft draft, Wanted wanted) {
        Map<Integer, Action.Heritage> vacated = new TreeMap<>(new Endings(draft).plan());
        vacated.putAll(new Removals(draft, wanted).plan());
        Map<Integer, Fleet.Lost> lost = new TreeMap<>();
        vacated.forEach((slot, heritage) -> lost.put(slot, new Fleet.Lost(lastOf(draft, slot), heritage)));
        Moving moving = new Moving(draft, wanted);
        Set<Long> moved = moving.plan();
        Readiness readiness = new Readiness(draft, wanted, moved);
        Fleet.Decision fleet = Fleet.decide(
                wanted, draft.live().stream().filter(PodRow::active).toList(), lost, readiness);
        if (wanted.rollout().isPresent()
                || !moved.isEmpty()
                || draft.live().stream().anyMatch(pod -> pod.active() && pod.revision() != wanted.revision())) {
            readiness.lookWhenHeld();
        }
        Advance advance = new Advance(draft, wanted);
        Set<Long> leaving = new LinkedHashSet<>();
        fleet.leaving().forEach(pod -> {
            leaving.add(pod.id());
            advance.leave(pod);
        });
        place(draft, wanted, fleet.needs(), leaving, moving);
        draft.live().stream().filter(pod -> !leaving.contains(pod.id())).forEach(advance::step);
    }

    /** The revision of the attempt that the slot lost just now. */
    private static long lastOf(Draft draft, int slot) {
        return draft.rows().stream()
                .filter(pod -> pod.slot() == slot)
                .filter(pod -> pod.times().ended().equals(Optional.of(draft.now())) || condemned(draft, pod))
                .max(Comparator.comparingInt(PodRow::attempt))
                .orElseThrow()
                .revision();
    }

    private static boolean condemned(Draft draft, PodRow pod) {
        return !pod.ending().reason().isEmpty() && pod.times().draining().equals(Optional.of(draft.now()));
    }

    private static void place(Draft draft, Wanted wanted, List<Fleet.Need> needs, Set<Long> leaving, Moving moving) {
        List<PodRow> waiting = new ArrayList<>();
        Succession succession = new Succession(wanted, draft.live(), pod -> !pod.active() && moving.drained(pod));
        for (PodRow pod : draft.live()) {
            if (pod.phase() == PodPhase.PENDING && !leaving.contains(pod.id())) {
                if (pod.notBefore().filter(draft.now()::isBefore).isPresent()) {
                    draft.lookAt(pod.notBefore().get());
                } else if (!succession.waits(pod.slot(), pod.revision())) {
                    waiting.add(pod);
                }
            }
        }
        if (waiting.isEmpty() && needs.isEmpty()) {
            return;
        }
        if (draft.snapshot.usage().isEmpty()) {
            draft.needsUsage = true;
            return;
        }
        Room room = draft.room();
        for (PodRow pod : waiting) {
            switch (room.take(pod.request())) {
                case Placement.On on -> draft.record(new Action.Place(pod.id(), on.host()));
                case Placement.Nowhere nowhere -> unplaced(draft, pod.slot(), nowhere.why());
            }
        }
        create(draft, wanted, needs, new Places(room, succession));
    }

    private static void create(Draft draft, Wanted wanted, List<Fleet.Need> needs, Places places) {
        int tried = 0;
        for (Fleet.Need need : needs) {
            if (draft.created.size() >= NEW_AT_ONCE) {
                draft.lookIn(Duration.ZERO);
                return;
            }
            if (need.heritage().notBefore().isPresent()) {
                draft.record(pod(need, Optional.empty()));
                draft.lookAt(need.heritage().notBefore().get());
            } else if (places.succession().waits(need.slot(), need.revision())) {
                draft.record(pod(need, Optional.empty()));
            } else {
                switch (places.room().take(wanted.request(need.revision()))) {
                    case Placement.On on -> draft.record(pod(need, Optional.of(on.host())));
                    case Placement.Nowhere nowhere -> {
                        if (draft.unplaced.size() < SHOWN_WITHOUT_PLACE) {
                            draft.record(pod(need, Optional.empty()));
                            unplaced(draft, need.slot(), nowhere.why());
                        } else {
                            // all want the same, so none of the others has a place either
                            draft.missing = needs.size() - tried;
                            draft.missingWhy = nowhere.why();
                            return;
                        }
                    }
                }
            }
            tried++;
        }
    }

    private static Action.CreatePod pod(Fleet.Need need, Optional<Long> host) {
        return new Action.CreatePod(need.slot(), need.revision(), host, need.heritage());
    }

    private static void unplaced(Draft draft, int slot, String why) {
        draft.unplaced.put(slot, why);
        draft.lookIn(PLACE_AGAIN);
    }

    private static void removeIfEmpty(Draft draft) {
        boolean seen = draft.snapshot.sights().values().stream()
                .map(sight -> sight.ofDeployment(draft.snapshot.deployment()))
                .anyMatch(containers -> !containers.isEmpty());
        boolean hooks = draft.hooks().stream().anyMatch(hook -> hook.state() == HookState.RUNNING);
        if (draft.live().isEmpty() && !hooks && !seen) {
            draft.record(new Action.RemoveDeployment());
        }
    }

    private static Optional<DeploymentStatus> show(Draft draft, Wanted wanted) {
        Displays displays = new Displays(draft, wanted);
        PodNotes notes = new PodNotes(draft);
        for (PodRow pod : List.copyOf(draft.rows())) {
            Display display = displays.of(pod);
            notes.shown(pod, display);
            draft.show(pod, display);
        }
        draft.created.replaceAll(pod -> pod.shown(displays.of(pod)));
        draft.created.forEach(notes::made);
        draft.notes.addAll(Notes.of(draft, wanted));
        List<PodRow> all = new ArrayList<>(draft.live());
        all.addAll(draft.created);
        DeploymentStatus status = StatusRule.of(
                wanted, all, draft.missing, draft.missingWhy, HookWords.of(draft.hooks(), draft.hookWaits));
        boolean said = status.equals(wanted.status()) && wanted.observedGeneration() == wanted.generation();
        return said || draft.needsUsage ? Optional.empty() : Optional.of(status);
    }
}
