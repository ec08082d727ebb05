package io.podspace.reconcile;

import io.podspace.activity.Severity;
import io.podspace.deployment.Hook;
import io.podspace.deployment.HookState;
import io.podspace.deployment.RolloutState;
import io.podspace.host.Names;
import io.podspace.host.ObservedContainer;
import io.podspace.host.Sight;
import io.podspace.placement.Placement;
import io.podspace.placement.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The next step of each hook. It begins when its moment has come: its row gets a host, and only then a container is made,
 * by a name of that row, so that another process finds it and never runs it again. It is stopped when its time is over, or
 * when the rollout does not go on. Nothing is decided about one on a silent host.
 */
final class HookSteps {
    private static final int GRACE_SECONDS = 10;
    private static final int SHOWN_LINES = 3;
    private static final int SHOWN_LENGTH = 300;
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration PLACE_AGAIN = Duration.ofSeconds(5);

    private final Draft draft;
    private final Wanted wanted;
    private final Launch launch;

    HookSteps(Draft draft, Wanted wanted) {
        this.draft = draft;
        this.wanted = wanted;
        launch = new Launch(draft);
    }

    /** @param exchanged whether every pod is of the new revision and has held ready */
    void plan(BooleanSupplier exchanged) {
        for (HookRow hook : List.copyOf(draft.hooks())) {
            switch (hook.state()) {
                case WAITING -> {
                    if (due(hook, exchanged)) {
                        begin(hook);
                    }
                }
                case RUNNING -> step(hook);
                case SUCCEEDED, FAILED, CANCELLED -> {
                    // what is left of it is a stranger's case
                }
            }
        }
    }

    private boolean due(HookRow hook, BooleanSupplier exchanged) {
        return goesOn(hook)
                && wanted.rollout().orElseThrow().state() == RolloutState.RUNNING
                && switch (hook.moment()) {
                    case BEFORE -> true;
                    case AFTER -> !wanted.gated() && exchanged.getAsBoolean();
                };
    }

    /** Its rollout still wants it. */
    private boolean goesOn(HookRow hook) {
        return !wanted.deleting()
                && wanted.rollout()
                        .filter(row -> row.id() == hook.rollout())
                        .filter(row -> row.state() == RolloutState.RUNNING || row.state() == RolloutState.PAUSED)
                        .isPresent();
    }

    private void begin(HookRow hook) {
        if (draft.hooks().stream().anyMatch(each -> each.state() == HookState.RUNNING)) {
            draft.hookWaits = "That of the rollout before has not ended yet.";
            return;
        }
        if (draft.snapshot.usage().isEmpty()) {
            draft.needsUsage = true;
            return;
        }
        Request request = wanted.request(wanted.revision());
        switch (draft.room().take(request)) {
            case Placement.On on -> {
                HookRow begun = hook.begun(on.host(), request, draft.now());
                draft.put(begun);
                note(
                        Severity.NORMAL,
                        "HookStarted",
                        "%s of revision #%d begins.".formatted(hook.words(), hook.revision()));
                start(begun);
            }
            case Placement.Nowhere nowhere -> {
                draft.hookWaits = "There is no place for it: %s.".formatted(nowhere.why());
                draft.lookIn(PLACE_AGAIN);
            }
        }
    }

    private void step(HookRow hook) {
        Sight sight = draft.snapshot.sights().get(hook.host().orElseThrow());
        if (sight == null || !sight.reachable()) {
            return;
        }
        String name = name(hook);
        Effort effort = draft.snapshot.efforts().on(name).orElse(null);
        if (effort instanceof Effort.Running running) {
            if (!goesOn(hook) && running.effect() instanceof Action.RunHook) {
                draft.effect(new Action.CancelStart(running.effect().host(), name));
            }
        } else if (effort instanceof Effort.Harvested harvested) {
            ended(hook, harvested, sight.find(name));
        } else if (effort instanceof Effort.Failed failed
                && failed.effect() instanceof Action.RunHook
                && StartFailures.ends(failed.code())) {
            over(hook, HookState.FAILED, Ending.refused(failed.message()));
        } else {
            look(hook, sight);
        }
    }

    private void look(HookRow hook, Sight sight) {
        Optional<ObservedContainer> container = sight.find(name(hook));
        if (container.isPresent()) {
            look(hook, container.get());
        } else if (hook.container().isPresent()) {
            if (sight.absentTwice(name(hook))) {
                over(hook, HookState.FAILED, Ending.NONE);
            } else {
                draft.listAgain.add(sight.host().id());
            }
        } else if (goesOn(hook)) {
            start(hook);
        } else if (!launch.waitsForListing(sight.host().id(), name(hook))) {
            over(hook, HookState.CANCELLED, Ending.NONE);
        }
    }

    private void look(HookRow before, ObservedContainer container) {
        switch (container.state()) {
            case CREATED -> {
                if (goesOn(before)) {
                    start(before);
                } else {
                    over(before, HookState.CANCELLED, Ending.NONE);
                }
            }
            case RUNNING, PAUSED, RESTARTING -> {
                HookRow hook = seen(before, container);
                Instant limit = hook.started()
                        .orElse(draft.now())
                        .plusSeconds(hook.hook().limitSeconds());
                if (!goesOn(hook) || !draft.now().isBefore(limit)) {
                    tryAgain(hook, new Action.Stop(hook.host().orElseThrow(), name(hook), GRACE_SECONDS, List.of()));
                } else {
                    draft.lookAt(limit);
                }
            }
            case EXITED, DEAD -> {
                HookRow hook = seen(before, container);
                tryAgain(hook, new Action.Harvest(hook.host().orElseThrow(), name(hook)));
            }
            case REMOVING -> draft.lookIn(AGAIN);
        }
    }

    private HookRow seen(HookRow hook, ObservedContainer container) {
        if (hook.container().isPresent() && hook.started().isPresent()) {
            return hook;
        }
        HookRow now = hook.seen(container.id(), container.startedAt());
        draft.put(now);
        return now;
    }

    private void start(HookRow hook) {
        Optional<ImageState> image = draft.snapshot
                .efforts()
                .image(new ImageOn(
                        hook.host().orElseThrow(),
                        wanted.project(),
                        wanted.template().image()));
        if (image.orElse(null) instanceof ImageState.PullFailed failed && failed.times() >= FailureRule.TIMES) {
            over(hook, HookState.FAILED, Ending.refused("its image could not be fetched: " + failed.message()));
            return;
        }
        launch.next(
                new Action.RunHook(hook.host().orElseThrow(), name(hook), hook.id(), wanted.project()),
                wanted.template(),
                hook.begun().orElse(draft.now()));
    }

    private void tryAgain(HookRow hook, Action.Effect effect) {
        if (draft.snapshot.efforts().on(name(hook)).orElse(null) instanceof Effort.Failed failed
                && failed.at().plus(AGAIN).isAfter(draft.now())) {
            draft.lookAt(failed.at().plus(AGAIN));
        } else {
            draft.effect(effect);
        }
    }

    private void ended(HookRow hook, Effort.Harvested harvested, Optional<ObservedContainer> container) {
        Ending ending = harvested.ending();
        boolean stopped = harvested.effect() instanceof Action.Stop;
        boolean well = ending.exitCode().equals(Optional.of(0)) && !stopped;
        if (well) {
            over(hook, HookState.SUCCEEDED, ending);
        } else if (!goesOn(hook)) {
            over(hook, HookState.CANCELLED, ending.withReason("was stopped, since the rollout does not go on"));
        } else if (stopped || container.filter(each -> late(hook, each)).isPresent()) {
            String late = "did not end within %d s and was stopped"
                    .formatted(hook.hook().limitSeconds());
            over(hook, HookState.FAILED, ending.withReason(late));
        } else {
            over(hook, HookState.FAILED, ending);
        }
    }

    /** Stopped by a process that died before it could write so. */
    private static boolean late(HookRow hook, ObservedContainer container) {
        return container.startedAt().isPresent()
                && container.finishedAt().isPresent()
                && !container
                        .finishedAt()
                        .get()
                        .isBefore(container
                                .startedAt()
                                .get()
                                .plusSeconds(hook.hook().limitSeconds()));
    }

    private void over(HookRow hook, HookState end, Ending ending) {
        HookRow over = hook.over(end, ending, draft.now());
        draft.put(over);
        draft.hookEnded = true;
        draft.lookIn(Duration.ZERO);
        switch (end) {
            case SUCCEEDED ->
                note(
                        Severity.NORMAL,
                        "HookSucceeded",
                        "%s of revision #%d ended well.".formatted(hook.words(), hook.revision()));
            case FAILED -> {
                boolean ignored = hook.hook().onFailure() == Hook.OnFailure.IGNORE;
                note(
                        ignored ? Severity.WARNING : Severity.ERROR,
                        "HookFailed",
                        (ignored ? "The rollout goes on. " : "") + why(over));
            }
            case CANCELLED ->
                note(
                        Severity.WARNING,
                        "HookCancelled",
                        "%s of revision #%d was cancelled.".formatted(hook.words(), hook.revision()));
            case WAITING, RUNNING -> throw new IllegalArgumentException("not over: " + end);
        }
    }

    /** How it failed, with the last of its last lines. */
    static String why(HookRow hook) {
        List<String> lines = hook.ending().lastLog().lines().toList();
        String last = String.join(" / ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        boolean ran = hook.ending().exitCode().isPresent() && !last.isEmpty();
        String shown = last.length() > SHOWN_LENGTH ? "…" + last.substring(last.length() - SHOWN_LENGTH) : last;
        return "%s %s.%s"
                .formatted(
                        hook.words(),
                        hook.ending().words().replaceFirst("\\.$", ""),
                        ran ? " Last lines: " + shown : "");
    }

    private String name(HookRow hook) {
        return Names.hook(draft.snapshot.cluster(), hook.id());
    }

    private void note(Severity severity, String reason, String message) {
        draft.notes.add(new Note(severity, reason, message));
    }
}
