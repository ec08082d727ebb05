package io.podspace.reconcile;

import io.podspace.deployment.PodTemplate;
import io.podspace.placement.Request;

/**
 * What is wanted of one deployment, and what was last said about it.
 *
 * @param deployment row id
 * @param project row id
 * @param revision row id of the current revision
 * @param template of the current revision, without its environment
 * @param deleting its pods go, then its row
 * @param paused pods keep their revision
 * @param generation of the intent; a plan for an older one is not carried out
 * @param observedGeneration that {@code status} was said about
 */
record Wanted(
        long deployment,
        String uid,
        String name,
        long project,
        String projectName,
        long revision,
        int revisionNumber,
        PodTemplate template,
        int replicas,
        boolean deleting,
        boolean paused,
        long generation,
        long observedGeneration,
        DeploymentStatus status) {

    /** How many pods there shall be. */
    int pods() {
        return deleting ? 0 : replicas;
    }

    Request request() {
        return new Request(
                template.resources().cpuRequestMillis(), template.resources().memoryRequestBytes());
    }
}
