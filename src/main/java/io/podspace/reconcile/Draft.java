package io.podspace.reconcile;

import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plan in the making: every recorded step is applied to the rows at once, so that later questions see its result. */
final class Draft {
    final Snapshot snapshot;
    final List<Action> actions = new ArrayList<>();
    final List<PodRow> created = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();
    final List<String> strangers = new ArrayList<>();
    /** Hosts of which a fresh listing would help. */
    final Set<Long> listAgain = new LinkedHashSet<>();
    /** Why pods without a place have none. */
    final Map<Integer, String> unplaced = new LinkedHashMap<>();

    /** Pods that stay on a host that is being drained, and why. */
    final Map<Long, String> stays = new LinkedHashMap<>();

    /** Pods whose restart waits its turn, and why. */
    final Map<Long, String> held = new LinkedHashMap<>();

    /** Pods that are wanted and have not even a row, and why. */
    int missing;

    String missingWhy = "";

    /** Why a hook whose moment has come cannot begin; empty: it can. */
    String hookWaits = "";

    /** A hook came to its end by this plan. */
    boolean hookEnded;

    boolean needsUsage;

    private final Map<Long, PodRow> rows = new LinkedHashMap<>();
    private final Map<Long, HookRow> hooks = new LinkedHashMap<>();
    private Optional<Instant> nextLook = Optional.empty();

    private Room room;

    Draft(Snapshot snapshot) {
        this.snapshot = snapshot;
        snapshot.pods().forEach(pod -> rows.put(pod.id(), pod));
        snapshot.wanted().ifPresent(wanted -> wanted.hooks().forEach(this::put));
    }

    Instant now() {
        return snapshot.now();
    }

    /** Attempts that have not ended, as they are by now; without the new ones. */
    List<PodRow> live() {
        return rows.values().stream()
                .filter(pod -> pod.phase() != PodPhase.ENDED)
                .toList();
    }

    Collection<PodRow> rows() {
        return rows.values();
    }

    /** As they are by now. */
    Collection<HookRow> hooks() {
        return hooks.values();
    }

    void put(HookRow hook) {
        hooks.put(hook.id(), hook);
    }

    /** Those that differ from what was loaded. */
    List<HookRow> changedHooks() {
        List<HookRow> before = snapshot.wanted().map(Wanted::hooks).orElse(List.of());
        return hooks.values().stream().filter(hook -> !before.contains(hook)).toList();
    }

    void record(Action.Record action) {
        actions.add(action);
        switch (action) {
            case Action.CreatePod create -> created.add(row(create));
            case Action.Place place -> put(place.pod(), rows.get(place.pod()).placed(place.onHost()));
            case Action.NoteRunning note ->
                put(note.pod(), rows.get(note.pod()).running(note.container(), note.address(), note.started()));
            case Action.MarkReady ready ->
                put(ready.pod(), rows.get(ready.pod()).ready(now()));
            case Action.TakeOut out -> put(out.pod(), rows.get(out.pod()).draining(now()));
            case Action.Condemn condemn ->
                put(condemn.pod(), rows.get(condemn.pod()).condemned(condemn.why(), now()));
            case Action.BeginStop stop -> put(stop.pod(), rows.get(stop.pod()).stopping());
            case Action.EndAttempt end -> put(end.pod(), rows.get(end.pod()).ended(end.ending(), now()));
            case Action.RemoveDeployment remove -> {
                // takes all rows with it
            }
        }
    }

    /** Once: several pods may wait for one pull. */
    void effect(Action.Effect effect) {
        if (!actions.contains(effect)) {
            actions.add(effect);
        }
    }

    void show(PodRow pod, Display display) {
        put(pod.id(), pod.shown(display));
    }

    /** One for the whole plan, so that nothing is given away twice. Usage must have been read. */
    Room room() {
        if (room == null) {
            room = new Room(snapshot, snapshot.usage().orElseThrow());
        }
        return room;
    }

    void lookAt(Instant when) {
        nextLook = Optional.of(nextLook.filter(other -> other.isBefore(when)).orElse(when));
    }

    void lookIn(Duration delay) {
        lookAt(now().plus(delay));
    }

    Optional<Duration> nextLook() {
        return nextLook.map(when -> Duration.between(now(), when))
                .map(delay -> delay.isNegative() ? Duration.ZERO : delay);
    }

    /** Rows that differ from what was loaded. */
    List<PodRow> changed() {
        return snapshot.pods().stream()
                .filter(before -> !rows.get(before.id()).equals(before))
                .map(before -> rows.get(before.id()))
                .toList();
    }

    private void put(long id, PodRow row) {
        rows.put(id, row);
    }

    private PodRow row(Action.CreatePod create) {
        Wanted wanted = snapshot.wanted().orElseThrow();
        Action.Heritage heritage = create.heritage();
        return new PodRow(
                0,
                "",
                create.slot(),
                0,
                create.revision(),
                wanted.request(create.revision()),
                create.host(),
                create.host().isPresent() ? PodPhase.STARTING : PodPhase.PENDING,
                Optional.empty(),
                Optional.empty(),
                heritage.restarts(),
                heritage.failures(),
                heritage.notBefore(),
                heritage.ending(),
                PodRow.Times.since(now()),
                Display.of(create.host().isPresent() ? PodStatus.STARTING : PodStatus.PENDING));
    }
}
