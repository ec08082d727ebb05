package io.podspace.reconcile;

import io.podspace.deployment.Hook;
import io.podspace.deployment.Hook.Moment;
import io.podspace.deployment.HookState;
import io.podspace.placement.Request;
import java.time.Instant;
import java.util.Optional;

/**
 * A hook of one rollout, as its row says. Immutable; each method is one step of its life.
 *
 * @param rollout row id
 * @param revision number of the revision that it is made from
 * @param host row id; empty until it has begun
 * @param request what it reserves on its host while it runs
 * @param container the engine's id, once it was seen
 * @param begun when it got its host
 * @param started when its container was started
 * @param ending how it ended; its reason when that was not by itself
 */
record HookRow(
        long id,
        long rollout,
        int revision,
        Moment moment,
        Hook hook,
        HookState state,
        Optional<Long> host,
        Request request,
        Optional<String> container,
        Optional<Instant> begun,
        Optional<Instant> started,
        Optional<Instant> ended,
        Ending ending) {

    private static final Request NOTHING = new Request(0, 0);

    /** As it is written with its rollout. */
    static HookRow waiting(long id, long rollout, int revision, Moment moment, Hook hook) {
        return new HookRow(
                id,
                rollout,
                revision,
                moment,
                hook,
                HookState.WAITING,
                Optional.empty(),
                NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Ending.NONE);
    }

    HookRow begun(long onHost, Request reserved, Instant now) {
        return new HookRow(
                id,
                rollout,
                revision,
                moment,
                hook,
                HookState.RUNNING,
                Optional.of(onHost),
                reserved,
                container,
                Optional.of(now),
                started,
                ended,
                ending);
    }

    HookRow seen(String engineId, Optional<Instant> start) {
        return new HookRow(
                id,
                rollout,
                revision,
                moment,
                hook,
                state,
                host,
                request,
                Optional.of(engineId),
                begun,
                start,
                ended,
                ending);
    }

    HookRow over(HookState end, Ending how, Instant now) {
        return new HookRow(
                id,
                rollout,
                revision,
                moment,
                hook,
                end,
                host,
                request,
                container,
                begun,
                started,
                Optional.of(now),
                how);
    }

    /** Whether what comes after it may come. */
    boolean passed() {
        return switch (state) {
            case SUCCEEDED -> true;
            case FAILED -> hook.onFailure() == Hook.OnFailure.IGNORE;
            case WAITING, RUNNING, CANCELLED -> false;
        };
    }

    /** For people, e.g. "The hook before the exchange". */
    String words() {
        return moment.words();
    }
}
