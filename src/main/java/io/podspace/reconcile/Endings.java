package io.podspace.reconcile;

import io.podspace.activity.Severity;
import io.podspace.host.ContainerState;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.ErrorCode;
import io.podspace.pod.PodPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The question: which attempts have ended, and what do they leave behind? An exited container is harvested first (exit
 * code, last lines), then the attempt ends. A container that is not there counts as ended only when it had been seen
 * before and two listings miss it; a silent host ends nothing.
 */
final class Endings {
    private static final Duration HARVEST_AGAIN = Duration.ofSeconds(2);

    private final Draft draft;
    private final Map<Integer, Action.Heritage> vacated = new TreeMap<>();

    Endings(Draft draft) {
        this.draft = draft;
    }

    /** @return slots that lost an attempt against our will */
    Map<Integer, Action.Heritage> plan() {
        Brake brake = new Brake(
                draft, (int) draft.live().stream().filter(PodRow::active).count());
        draft.live().stream()
                .filter(pod -> pod.phase() != PodPhase.PENDING)
                .filter(draft.snapshot::reachable)
                .forEach(this::look);
        vacated.putAll(brake.spread(Map.copyOf(vacated)));
        new Restarts(draft).plan().forEach(pod -> {
            String why = draft.snapshot.judgement(pod).restart().orElseThrow();
            draft.record(new Action.Condemn(pod.id(), why));
            vacate(pod, Ending.because(why));
        });
        return vacated;
    }

    private void look(PodRow pod) {
        Optional<Effort> effort = draft.snapshot.effort(pod);
        if (effort.filter(Effort.Running.class::isInstance).isPresent()) {
            return;
        }
        if (effort.orElse(null) instanceof Effort.Harvested harvested) {
            end(pod, harvested.ending());
            return;
        }
        if (pod.phase() == PodPhase.STARTING
                && effort.orElse(null) instanceof Effort.Failed failed
                && failed.effect() instanceof Action.Start
                && StartFailures.ends(failed.code())) {
            end(pod, Ending.refused(failed.message()));
            return;
        }
        Optional<ObservedContainer> container = draft.snapshot.container(pod);
        Optional<String> noRoom = container.isEmpty() ? noRoomForImage(pod) : Optional.empty();
        if (noRoom.isPresent()) {
            end(pod, Ending.refused(noRoom.get()));
            return;
        }
        if (container.isPresent()) {
            if (over(container.get())) {
                harvest(pod, effort);
            }
        } else if (pod.container().isPresent()) {
            missing(pod);
        }
    }

    /** The next attempt finds a host that has room for its image. */
    private Optional<String> noRoomForImage(PodRow pod) {
        if (pod.phase() != PodPhase.STARTING || draft.snapshot.wanted().isEmpty()) {
            return Optional.empty();
        }
        Wanted wanted = draft.snapshot.wanted().get();
        ImageOn image = new ImageOn(
                pod.host().orElseThrow(), wanted.project(), wanted.template(pod).image());
        return draft.snapshot.efforts().image(image).orElse(null) instanceof ImageState.PullFailed failed
                        && failed.code() == ErrorCode.HOST_FULL
                        && !failed.at().isBefore(pod.times().created())
                ? Optional.of(failed.message())
                : Optional.empty();
    }

    private static boolean over(ObservedContainer container) {
        return container.state() == ContainerState.EXITED || container.state() == ContainerState.DEAD;
    }

    private void harvest(PodRow pod, Optional<Effort> effort) {
        if (effort.orElse(null) instanceof Effort.Failed failed
                && failed.at().plus(HARVEST_AGAIN).isAfter(draft.now())) {
            draft.lookAt(failed.at().plus(HARVEST_AGAIN));
            return;
        }
        draft.effect(new Action.Harvest(pod.host().orElseThrow(), draft.snapshot.name(pod)));
    }

    private void missing(PodRow pod) {
        long host = pod.host().orElseThrow();
        if (draft.snapshot.sights().get(host).absentTwice(draft.snapshot.name(pod))) {
            end(pod, Ending.NONE);
        } else {
            draft.listAgain.add(host);
        }
    }

    private void end(PodRow pod, Ending ending) {
        draft.record(new Action.EndAttempt(pod.id(), ending));
        if (pod.active()) {
            vacate(pod, ending);
        }
    }

    /** Its slot is to have another attempt, at once or after a pause. */
    private void vacate(PodRow pod, Ending ending) {
        Instant from = pod.times().started().orElse(draft.now());
        int failures = RestartDelay.failures(pod.failures(), Duration.between(from, draft.now()));
        Duration delay = RestartDelay.after(failures);
        Optional<Instant> notBefore =
                delay.isZero() ? Optional.empty() : Optional.of(draft.now().plus(delay));
        vacated.put(pod.slot(), new Action.Heritage(pod.restarts() + 1, failures, notBefore, ending));
        draft.notes.add(Note.of(
                pod,
                Severity.WARNING,
                "PodEnded",
                "%s %s.".formatted(Displays.name(draft.snapshot, pod), ending.words())));
    }
}
