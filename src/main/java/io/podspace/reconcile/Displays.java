package io.podspace.reconcile;

import io.podspace.health.Judgement;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.host.HostView;
import io.podspace.host.ObservedContainer;
import io.podspace.host.PullProgress;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.service.Rotation;
import java.util.Optional;

/** What is shown of a pod: derived anew from everything that is known, never patched. Pure. */
final class Displays {
    /** A pod that has just begun, and of which nothing is wrong. */
    static final String NOT_YET = "It runs; its check has not passed yet.";

    private final Draft draft;
    private final Snapshot snapshot;
    private final Wanted wanted;

    Displays(Draft draft, Wanted wanted) {
        this.draft = draft;
        this.snapshot = draft.snapshot;
        this.wanted = wanted;
    }

    /** What people call the pod. */
    static String name(Snapshot snapshot, PodRow pod) {
        return snapshot.wanted().map(Wanted::name).orElse("pod") + "-" + pod.slot();
    }

    Display of(PodRow pod) {
        if (draft.held.containsKey(pod.id())) {
            return Display.of(PodStatus.ERROR, "RestartHeld", draft.held.get(pod.id()));
        }
        if (pod.phase() != PodPhase.PENDING && pod.phase() != PodPhase.ENDED && !snapshot.reachable(pod)) {
            return lookedAt(pod) ? silent(pod) : pod.display();
        }
        return switch (pod.phase()) {
            case PENDING -> pending(pod);
            case STARTING -> withoutCheck(pod).orElseGet(() -> starting(pod));
            case READY -> withoutCheck(pod).orElseGet(() -> ready(pod));
            case DRAINING -> draining(pod);
            case STOPPING -> Display.of(PodStatus.TERMINATING, "Stopping", "It got its stop signal.");
            case ENDED -> ended(pod);
        };
    }

    /** Not of a host that will be asked for the first time: a process that has just begun knows of no silence. */
    private boolean lookedAt(PodRow pod) {
        return pod.host()
                .map(snapshot.sights()::get)
                .filter(sight -> sight.number() == 0)
                .isEmpty();
    }

    private Display silent(PodRow pod) {
        long host = pod.host().orElseThrow();
        Optional<HostView> known = Optional.ofNullable(snapshot.hosts().get(host));
        String name = known.map(HostView::name).orElse("host " + host);
        String why = known.flatMap(HostView::otherEngine).isPresent()
                ? "Another engine answers for %s. The pod may still run on the known one; nothing is changed until that answers, or an administrator accepts the other."
                : "%s does not answer. The pod may still run; nothing is changed until the host answers.";
        return new Display(
                PodStatus.UNKNOWN,
                "HostSilent",
                why.formatted(name),
                pod.display().serving(),
                Optional.empty());
    }

    private Display pending(PodRow pod) {
        if (pod.notBefore().filter(draft.now()::isBefore).isPresent()) {
            if (pod.failures() <= 1) {
                return Display.of(
                        PodStatus.WARNING,
                        "ManyEnded",
                        "It %s, as most pods did. It is started again when its turn comes."
                                .formatted(pod.ending().words()));
            }
            return Display.of(
                    PodStatus.WARNING,
                    "CrashLoop",
                    "It %s, %d times in a row. It is started again after a pause; its last lines may tell why."
                            .formatted(pod.ending().words(), pod.failures()));
        }
        String why = draft.unplaced.get(pod.slot());
        return why == null
                ? Display.of(PodStatus.PENDING)
                : Display.of(PodStatus.PENDING, "NoRoom", why + ". Free some room, or add a host.");
    }

    /** Of a pod that runs. The engine's own runs of the command will tell the same, a period later and without end. */
    private Optional<Display> withoutCheck(PodRow pod) {
        return MissingCheck.of(snapshot, wanted, pod)
                .map(why -> new Display(
                        PodStatus.ERROR,
                        "CheckCommand",
                        why,
                        snapshot.rotation(pod).inRotation() > 0,
                        Optional.empty()));
    }

    private Display starting(PodRow pod) {
        Optional<ObservedContainer> container = snapshot.container(pod);
        if (container.isPresent() && pod.address().isPresent()) {
            return Display.of(
                    PodStatus.NOT_READY,
                    "ChecksPending",
                    snapshot.judgement(pod)
                            .unready()
                            .or(() -> Judgement.trouble(snapshot.engineResults(pod)))
                            .or(() -> snapshot.rotation(pod).trouble())
                            .map("It runs; %s so far."::formatted)
                            .orElse(NOT_YET));
        }
        Optional<ImageState> image = pod.host().flatMap(host -> snapshot.efforts()
                .image(new ImageOn(host, wanted.project(), wanted.template(pod).image())));
        if (container.isEmpty() && image.isPresent()) {
            switch (image.get()) {
                case ImageState.Pulling pulling -> {
                    return new Display(
                            PodStatus.STARTING,
                            "Pulling",
                            "The image %s is being fetched."
                                    .formatted(wanted.template(pod).image()),
                            false,
                            percent(pulling.progress()));
                }
                case ImageState.PullFailed failed -> {
                    return Display.of(
                            PodStatus.ERROR,
                            "ImagePull",
                            "The image could not be fetched: %s It is tried again after a pause."
                                    .formatted(sentence(failed.message())));
                }
                case ImageState.Missing missing -> {
                    return Display.of(PodStatus.STARTING, "Pulling", "The image is being fetched.");
                }
                case ImageState.Pulled pulled -> {
                    // nothing to tell any more
                }
            }
        }
        if (snapshot.effort(pod).orElse(null) instanceof Effort.Failed failed) {
            return Display.of(
                    PodStatus.STARTING,
                    "StartDelayed",
                    "%s It is tried again at once.".formatted(sentence(failed.message())));
        }
        return Display.of(PodStatus.STARTING);
    }

    private Display ready(PodRow pod) {
        boolean commandFails = snapshot.engineResults(pod).stream()
                .anyMatch(result -> result.role() == Role.READINESS && result.verdict() == Verdict.FAILING);
        if (commandFails) {
            return Display.of(
                    PodStatus.NOT_READY,
                    RoutingRows.COMMAND_FAILING,
                    "It runs, but %s, so it gets no requests."
                            .formatted(snapshot.judgement(pod).unready().orElseThrow()));
        }
        Rotation rotation = snapshot.rotation(pod);
        if (!rotation.settled()) {
            return pod.display().status() == PodStatus.READY || pod.display().status() == PodStatus.NOT_READY
                    ? pod.display()
                    : new Display(PodStatus.READY, "", "", rotation.wanted() == 0, Optional.empty());
        }
        if (rotation.wanted() == rotation.silent() || rotation.checksPassed() || passesBySome(pod, rotation)) {
            boolean serving = rotation.wanted() == 0 || rotation.inRotation() > 0;
            String stays = draft.stays.get(pod.id());
            return stays == null
                    ? new Display(PodStatus.READY, "", "", serving, Optional.empty())
                    : new Display(
                            PodStatus.READY,
                            "NotMoved",
                            "Its host is being drained, and it stays there: %s.".formatted(stays),
                            serving,
                            Optional.empty());
        }
        return Display.of(
                PodStatus.NOT_READY,
                "ChecksFailing",
                snapshot.judgement(pod)
                        .unready()
                        .map("It runs, but %s, so it gets no requests. Its logs may tell why."::formatted)
                        .orElse(
                                "It runs, but its check does not pass, so it gets no requests. Its logs may tell why."));
    }

    /** A proxy that has just been told of a ready pod has not checked it yet: no reason to call it unready meanwhile. */
    private boolean passesBySome(PodRow pod, Rotation rotation) {
        return rotation.checked() > 0 && snapshot.judgement(pod).unready().isEmpty();
    }

    private Display draining(PodRow pod) {
        Rotation rotation = snapshot.rotation(pod);
        if (rotation.settled() && rotation.silent() > 0) {
            return Display.of(
                    PodStatus.TERMINATING,
                    "ProxySilent",
                    "A proxy does not answer and may still send it requests, so it is kept until that is known.");
        }
        if (!pod.ending().reason().isEmpty()) {
            return Display.of(
                    PodStatus.TERMINATING,
                    "Restarting",
                    "It %s. Another takes its place; requests under way are finished."
                            .formatted(pod.ending().words()));
        }
        return rotation.out() && rotation.sessions() > 0
                ? Display.of(
                        PodStatus.TERMINATING,
                        "OpenConnections",
                        "It gets no new requests, and waits for %s to end, %d s at most."
                                .formatted(
                                        rotation.sessions() == 1
                                                ? "1 open connection"
                                                : rotation.sessions() + " open connections",
                                        DrainLimit.of(wanted, pod).toSeconds()))
                : Display.of(
                        PodStatus.TERMINATING, "Draining", "It gets no new requests; those under way are finished.");
    }

    private static Display ended(PodRow pod) {
        if (Removal.caused(pod.ending())) {
            return Display.of(
                    PodStatus.TERMINATING, "Deleted", "It " + pod.ending().words() + ".");
        }
        boolean well =
                pod.times().draining().isPresent() && pod.ending().reason().isEmpty()
                        || pod.times().started().isEmpty() && pod.ending().equals(Ending.NONE);
        return well
                ? Display.of(PodStatus.TERMINATING, "Removed", "It was taken out of service.")
                : Display.of(
                        PodStatus.ERROR,
                        pod.ending().outOfMemory()
                                ? "OutOfMemory"
                                : pod.ending().reason().isEmpty() ? "Ended" : "CheckFailed",
                        "It " + pod.ending().words() + ".");
    }

    private static Optional<Integer> percent(PullProgress progress) {
        return progress.totalBytes() <= 0
                ? Optional.empty()
                : Optional.of((int) Math.min(99, progress.doneBytes() * 100 / progress.totalBytes()));
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
