package io.podspace.report;

import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt of a pod's slot.
 *
 * @param name {@code <deployment>-<slot>}
 * @param labels of its deployment
 * @param attempt counts the containers of this slot, from 1
 * @param status what people read, derived by the reconciler
 * @param serving it gets requests
 * @param pullPercent how much of the image is there, while it is fetched
 * @param host name of the host; empty until it is placed
 * @param reason one word, e.g. {@code CrashLoop}
 * @param message why, and what to do next
 * @param exitCode of an attempt that ended
 * @param lastLog last lines of an attempt that ended
 * @param restarts of this slot, ever
 * @param failures of this slot, in a row
 * @param leaving that it is on its way out
 * @param previous the attempt before it in its slot; empty unless it follows one that came to an end
 * @param version resource version of its row
 */
public record PodView(
        long id,
        String uid,
        String name,
        long projectId,
        long deploymentId,
        String deployment,
        Map<String, String> labels,
        int slot,
        int attempt,
        int revision,
        String image,
        PodStatus status,
        PodPhase phase,
        boolean serving,
        Optional<Integer> pullPercent,
        Optional<String> host,
        Optional<String> address,
        Optional<String> containerId,
        Optional<String> reason,
        Optional<String> message,
        Optional<Integer> exitCode,
        boolean outOfMemory,
        Optional<String> lastLog,
        int restarts,
        int failures,
        Optional<Instant> notBefore,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> readyAt,
        Optional<Instant> endedAt,
        Optional<Leaving> leaving,
        Optional<Previous> previous,
        long version) {
    /**
     * @param since when somebody deleted it, else when it began to leave rotation
     * @param graceSeconds what whoever deleted it gives it to end; empty: what its deployment says
     */
    public record Leaving(Instant since, Optional<Integer> graceSeconds) {}

    /**
     * How an attempt ended that another one follows.
     *
     * @param exitCode of its first process, 0-255
     * @param startedAt empty when it is not known
     */
    public record Previous(
            int exitCode,
            boolean outOfMemory,
            Optional<String> containerId,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {}
}
