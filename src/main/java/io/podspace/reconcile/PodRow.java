package io.podspace.reconcile;

import io.podspace.placement.Request;
import io.podspace.pod.PodPhase;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of a slot, as its row says. Immutable; each {@code with}-like method is one step of its life.
 *
 * @param id 0 until the row is written
 * @param uid as the public API shows it; empty until the row is written
 * @param attempt counts the containers of the slot from 1; 0 until the row is written
 * @param revision row id of the revision
 * @param request what it reserves on its host
 * @param host row id; empty until placed, and for ever if it never was
 * @param container the engine's id, once it was seen
 * @param address on the project's network, while it runs
 * @param restarts of the slot so far
 * @param failures of the slot in a row
 * @param notBefore the back-off ends then
 * @param ending how this attempt ended, or before that, how the one before it in the slot did
 */
record PodRow(
        long id,
        String uid,
        int slot,
        int attempt,
        long revision,
        Request request,
        Optional<Long> host,
        PodPhase phase,
        Optional<String> container,
        Optional<String> address,
        int restarts,
        int failures,
        Optional<Instant> notBefore,
        Ending ending,
        Times times,
        Display display) {

    /** When it came to each phase. */
    record Times(
            Instant created,
            Optional<Instant> started,
            Optional<Instant> ready,
            Optional<Instant> draining,
            Optional<Instant> ended) {
        static Times since(Instant created) {
            return new Times(created, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    boolean active() {
        return phase.active();
    }

    PodRow written(long newId, String newUid, int newAttempt) {
        return new PodRow(
                newId,
                newUid,
                slot,
                newAttempt,
                revision,
                request,
                host,
                phase,
                container,
                address,
                restarts,
                failures,
                notBefore,
                ending,
                times,
                display);
    }

    PodRow placed(long onHost) {
        return new PodRow(
                id,
                uid,
                slot,
                attempt,
                revision,
                request,
                Optional.of(onHost),
                phase.to(PodPhase.STARTING),
                container,
                address,
                restarts,
                failures,
                notBefore,
                ending,
                times,
                display);
    }

    PodRow running(String seen, Optional<String> newAddress, Instant started) {
        Times now = new Times(times.created, Optional.of(started), times.ready, times.draining, times.ended);
        return step(phase, Optional.of(seen), newAddress, ending, now);
    }

    PodRow ready(Instant at) {
        Times now = new Times(times.created, times.started, Optional.of(at), times.draining, times.ended);
        return step(phase.to(PodPhase.READY), container, address, ending, now);
    }

    PodRow draining(Instant at) {
        return draining(ending.withReason(""), at);
    }

    /** It leaves since a check of it failed. */
    PodRow condemned(String why, Instant at) {
        return draining(Ending.because(why), at);
    }

    private PodRow draining(Ending because, Instant at) {
        Times now = new Times(times.created, times.started, times.ready, Optional.of(at), times.ended);
        return step(phase.to(PodPhase.DRAINING), container, address, because, now);
    }

    PodRow stopping() {
        return step(phase.to(PodPhase.STOPPING), container, address, ending, times);
    }

    PodRow ended(Ending how, Instant at) {
        Times now = new Times(times.created, times.started, times.ready, times.draining, Optional.of(at));
        Ending why = phase.active() ? how : how.withReason(ending.reason());
        return step(phase.to(PodPhase.ENDED), container, Optional.empty(), why, now);
    }

    PodRow shown(Display as) {
        return new PodRow(
                id, uid, slot, attempt, revision, request, host, phase, container, address, restarts, failures,
                notBefore, ending, times, as);
    }

    /** What can change from when it has a place to its end. */
    private PodRow step(PodPhase next, Optional<String> seen, Optional<String> at, Ending how, Times now) {
        return new PodRow(
                id, uid, slot, attempt, revision, request, host, next, seen, at, restarts, failures, notBefore, how,
                now, display);
    }
}
