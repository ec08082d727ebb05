package io.podspace.report;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of a pod's slot.
 *
 * @param name {@code <deployment>-<slot>}
 * @param attempt counts the containers of this slot, from 1
 * @param phase word of the reconciler, e.g. {@code RUNNING}
 * @param host name of the host; empty until it is placed
 * @param reason one word, e.g. {@code CrashLoop}
 * @param message why, and what to do next
 * @param lastLog last lines of an attempt that ended
 * @param restarts of this slot, in a row
 */
public record PodView(
        long id,
        String uid,
        String name,
        long projectId,
        long deploymentId,
        String deployment,
        int slot,
        int attempt,
        int revision,
        String image,
        PodStatus status,
        String phase,
        Optional<String> host,
        Optional<String> address,
        Optional<String> containerId,
        Optional<String> reason,
        Optional<String> message,
        Optional<Integer> exitCode,
        boolean outOfMemory,
        Optional<String> lastLog,
        int restarts,
        Optional<Instant> notBefore,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> readyAt,
        Optional<Instant> endedAt) {}
