package io.podspace.report;

import io.podspace.pod.PodStatus;
import java.util.Map;
import java.util.Optional;

/**
 * Enough of a pod to choose it.
 *
 * @param labels of its deployment
 * @param started whether its container has been started
 * @param host name of the host; empty until it is placed
 */
public record PodName(
        String name,
        String uid,
        Map<String, String> labels,
        PodStatus status,
        boolean started,
        Optional<String> host) {}
