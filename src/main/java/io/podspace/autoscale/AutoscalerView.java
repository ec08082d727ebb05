package io.podspace.autoscale;

import java.util.Optional;

/**
 * One autoscaler.
 *
 * @param deployment row id of the deployment whose pods it is for
 * @param behavior empty: nothing was said, so the platform's own holds
 */
public record AutoscalerView(
        long id,
        String uid,
        long projectId,
        String name,
        long deployment,
        String deploymentName,
        Bounds bounds,
        Optional<Behavior> behavior) {}
