package io.podspace.deployment;

import java.util.Map;

/**
 * The wish for a deployment.
 *
 * @param name DNS label of at most 40 characters, unique in the project
 * @param replicas 0-10000
 * @param labels given to the deployment and its pods; {@code app} is set to the name where it is missing
 */
public record NewDeployment(
        long projectId, String name, PodTemplate template, int replicas, Map<String, String> labels) {
    public NewDeployment {
        labels = Map.copyOf(labels);
    }
}
