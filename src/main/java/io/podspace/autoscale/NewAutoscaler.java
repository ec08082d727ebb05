package io.podspace.autoscale;

/**
 * The wish for an autoscaler.
 *
 * @param name DNS label of at most 63 characters, unique in the project
 * @param deployment name in the same project; has no other autoscaler
 */
public record NewAutoscaler(long projectId, String name, String deployment, Bounds bounds) {}
