package io.podspace.autoscale;

/**
 * One autoscaler.
 *
 * @param deployment row id of the deployment whose pods it is for
 */
public record AutoscalerView(
        long id, String uid, long projectId, String name, long deployment, String deploymentName, Bounds bounds) {}
