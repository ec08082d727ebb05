package io.podspace.reconcile;

import io.podspace.health.Check;
import io.podspace.health.Method;
import io.podspace.health.Verdict;
import io.podspace.host.ContainerState;
import io.podspace.host.ObservedContainer;
import io.podspace.pod.PodPhase;
import io.podspace.service.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The next step of each attempt that goes on, by its phase. One step at a time, and none while an effect on its container
 * is under way, or while its host is silent.
 */
final class Advance {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration STOP_AGAIN = Duration.ofSeconds(2);

    private final Draft draft;
    private final Snapshot snapshot;
    private final Wanted wanted;
    private final Launch launch;

    Advance(Draft draft, Wanted wanted) {
        this.draft = draft;
        this.snapshot = draft.snapshot;
        this.wanted = wanted;
        launch = new Launch(draft);
    }

    /** An attempt that the fleet does not need any more. */
    void leave(PodRow pod) {
        if (pod.phase() == PodPhase.PENDING) {
            draft.record(new Action.EndAttempt(pod.id(), Ending.NONE));
            return;
        }
        draft.record(new Action.TakeOut(pod.id()));
        if (running(pod) instanceof Action.Start start) {
            draft.effect(new Action.CancelStart(start.host(), start.name()));
        }
        draft.lookIn(Duration.ZERO);
    }

    /** An attempt that stays, or is leaving since an earlier plan. */
    void step(PodRow pod) {
        if (!snapshot.reachable(pod) || running(pod) != null) {
            return;
        }
        switch (pod.phase()) {
            case PENDING, ENDED -> {
                // placement looks after those that wait, strangers after what ended ones left behind
            }
            case STARTING -> starting(pod);
            case READY -> noteRunning(pod);
            case DRAINING -> draining(pod);
            case STOPPING -> stopping(pod);
        }
    }

    private void starting(PodRow pod) {
        Optional<ObservedContainer> container = snapshot.container(pod);
        if (container.isPresent() && isUp(container.get())) {
            noteRunning(pod);
            if (mayServe(pod)) {
                draft.record(new Action.MarkReady(pod.id()));
            }
        } else if (container
                        .filter(each -> each.state() == ContainerState.CREATED)
                        .isPresent()
                || container.isEmpty() && pod.container().isEmpty()) {
            start(pod);
        }
    }

    /** A pod that listens nowhere has nothing to check; one that no proxy wants is ready when it runs. */
    private boolean mayServe(PodRow pod) {
        return commandsPass(pod) && proxiesPass(pod);
    }

    private boolean commandsPass(PodRow pod) {
        return !wanted.template(pod).checks().readyByCommand()
                || snapshot.engineResults(pod).stream().anyMatch(result -> result.verdict() == Verdict.PASSING);
    }

    private boolean proxiesPass(PodRow pod) {
        return wanted.template(pod).ports().isEmpty() && snapshot.rotation(pod).wanted() == 0
                || snapshot.rotation(pod).checksPassed();
    }

    private void start(PodRow pod) {
        launch.next(
                new Action.Start(pod.host().orElseThrow(), snapshot.name(pod), pod.id(), wanted.project()),
                wanted.template(pod),
                pod.times().created());
    }

    private void noteRunning(PodRow pod) {
        Optional<ObservedContainer> seen = snapshot.container(pod);
        if (seen.isEmpty() || !isUp(seen.get())) {
            return;
        }
        ObservedContainer container = seen.get();
        tryCheck(pod, container);
        Optional<String> address =
                container.addresses().values().stream().sorted().findFirst();
        Instant started = container.startedAt().orElse(draft.now());
        if (!pod.container().equals(Optional.of(container.id()))
                || !pod.address().equals(address)
                || pod.times().started().isEmpty()) {
            draft.record(new Action.NoteRunning(pod.id(), container.id(), address, started));
        }
    }

    /** The engine has not run the command yet; whether it is there at all need not wait for that. */
    private void tryCheck(PodRow pod, ObservedContainer container) {
        boolean news =
                container.health().filter(health -> health.at().isEmpty()).isPresent()
                        && !(snapshot.effort(pod).orElse(null) instanceof Effort.Tried);
        if (news
                && wanted.template(pod).checks().command().map(Check::method).orElse(null)
                        instanceof Method.Command command) {
            draft.effect(new Action.TryCheck(pod.host().orElseThrow(), snapshot.name(pod), command.words()));
        }
    }

    private void draining(PodRow pod) {
        Optional<ObservedContainer> container = snapshot.container(pod);
        if (container.isEmpty()) {
            if (pod.container().isEmpty() && !waitsForListing(pod)) {
                draft.record(new Action.EndAttempt(pod.id(), Ending.NONE));
            }
            return;
        }
        Rotation rotation = snapshot.rotation(pod);
        Instant limit = pod.times().draining().orElse(draft.now()).plus(DrainLimit.of(wanted, pod));
        if (rotation.drained() || rotation.out() && !draft.now().isBefore(limit)) {
            draft.record(new Action.BeginStop(pod.id()));
            stop(pod);
        } else {
            draft.lookIn(LOOK_AGAIN);
        }
    }

    private void stopping(PodRow pod) {
        if (snapshot.container(pod).isEmpty()) {
            if (pod.container().isEmpty() && !waitsForListing(pod)) {
                draft.record(new Action.EndAttempt(pod.id(), Ending.NONE));
            }
        } else if (snapshot.effort(pod).orElse(null) instanceof Effort.Failed failed
                && failed.at().plus(STOP_AGAIN).isAfter(draft.now())) {
            draft.lookAt(failed.at().plus(STOP_AGAIN));
        } else {
            stop(pod);
        }
    }

    private void stop(PodRow pod) {
        draft.effect(new Action.Stop(
                pod.host().orElseThrow(),
                snapshot.name(pod),
                wanted.graceSeconds(pod),
                wanted.template(pod).preStop()));
    }

    private boolean waitsForListing(PodRow pod) {
        return launch.waitsForListing(pod.host().orElseThrow(), snapshot.name(pod));
    }

    private Action.Effect running(PodRow pod) {
        return snapshot.effort(pod).orElse(null) instanceof Effort.Running running ? running.effect() : null;
    }

    private static boolean isUp(ObservedContainer container) {
        return switch (container.state()) {
            case RUNNING, PAUSED, RESTARTING -> true;
            case CREATED, REMOVING, EXITED, DEAD -> false;
        };
    }
}
