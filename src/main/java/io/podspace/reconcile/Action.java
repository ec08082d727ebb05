package io.podspace.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One step that the planner decided on. Records are written first, all in one transaction; then effects are begun. */
sealed interface Action {

    /** Changes rows. */
    sealed interface Record extends Action {}

    /** Changes or reads an engine. Idempotent; the name is the container's, which no other effect may touch meanwhile. */
    sealed interface Effect extends Action {
        long host();

        String name();
    }

    /**
     * A new attempt in a slot.
     *
     * @param revision row id of what it is made from
     * @param host empty: it waits
     * @param heritage what the attempt before it leaves
     */
    record CreatePod(int slot, long revision, Optional<Long> host, Heritage heritage) implements Record {}

    /** A waiting attempt gets its host. */
    record Place(long pod, long onHost) implements Record {}

    /** Its container runs, or got another address. */
    record NoteRunning(long pod, String container, Optional<String> address, Instant started) implements Record {}

    /** It may get requests. */
    record MarkReady(long pod) implements Record {}

    /** It leaves rotation. */
    record TakeOut(long pod) implements Record {}

    /** Its checks say that it must be restarted: out of rotation, to be stopped; another takes its slot. */
    record Condemn(long pod, String why) implements Record {}

    /** It is out of rotation; its stop signal comes. */
    record BeginStop(long pod) implements Record {}

    /** Its container has ended, or it never had one. */
    record EndAttempt(long pod, Ending ending) implements Record {}

    /** Nothing is left of the deployment but its rows. */
    record RemoveDeployment() implements Record {}

    /** Makes and starts a container of a revision; the row of what it is says where. */
    sealed interface Make extends Effect {
        /** Row id. */
        long project();
    }

    /** Makes and starts the container of a pod. */
    record Start(long host, String name, long pod, long project) implements Make {}

    /** Makes and starts the container of a hook, once: one that has been started before is left as it is. */
    record RunHook(long host, String name, long hook, long project) implements Make {}

    /** Fetches an image; the name is the image's key, so that one pull serves all pods that wait for it. */
    record Pull(ImageOn image) implements Effect {
        @Override
        public long host() {
            return image.host();
        }

        @Override
        public String name() {
            return image.toString();
        }
    }

    /**
     * The pre-stop command, stop signal, grace, kill; then as {@link Harvest}.
     *
     * @param graceSeconds for all of it
     * @param preStop empty: none
     */
    record Stop(long host, String name, int graceSeconds, List<String> preStop) implements Effect {}

    /**
     * Runs the command of a pod's check once, to learn at once whether the container has it: the engine's first own run
     * comes one period later.
     */
    record TryCheck(long host, String name, List<String> command) implements Effect {}

    /** Reads how the container ended and its last lines, before it is removed. */
    record Harvest(long host, String name) implements Effect {}

    /** Removes a container that has ended, or that nobody wants. */
    record Remove(long host, String name) implements Effect {}

    /** A start that has not begun yet is not wanted any more. */
    record CancelStart(long host, String name) implements Effect {}

    /**
     * What an attempt takes over from the one before it in its slot.
     *
     * @param notBefore end of the back-off
     */
    record Heritage(int restarts, int failures, Optional<Instant> notBefore, Ending ending) {
        static final Heritage NONE = new Heritage(0, 0, Optional.empty(), Ending.NONE);
    }
}
