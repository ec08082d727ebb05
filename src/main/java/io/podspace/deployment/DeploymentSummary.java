package io.podspace.deployment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A deployment in a list: what {@link DeploymentView} says, without the template. */
public record DeploymentSummary(
        long id,
        String uid,
        String name,
        Map<String, String> labels,
        int replicas,
        int revision,
        String image,
        String state,
        Optional<String> message,
        boolean deleting,
        Instant createdAt) {}
