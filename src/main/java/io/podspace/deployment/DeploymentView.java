package io.podspace.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One deployment: what is wanted and what the reconciler said last.
 *
 * @param template of the current revision, with an empty environment: ask {@link Deployments#environment}
 * @param environmentNames names of the environment, in the user's order
 * @param state word of the reconciler, e.g. {@code READY}
 * @param message why it is not ready, and what to do next
 * @param observedGeneration smaller than {@code generation}: the newest wish was not yet looked at
 */
public record DeploymentView(
        long id,
        String uid,
        long projectId,
        String project,
        String name,
        Map<String, String> labels,
        int replicas,
        int revision,
        PodTemplate template,
        List<String> environmentNames,
        String state,
        Optional<String> message,
        boolean paused,
        Strategy strategy,
        boolean deleting,
        long generation,
        long observedGeneration,
        Instant createdAt) {}
