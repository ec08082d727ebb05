package io.podspace.deployment;

import java.util.Map;

/**
 * What the Kubernetes API says of a deployment beyond what PodSpace itself needs, so that a manifest comes back as it was
 * applied. A deployment made in the console has none, and gets one when it is first changed through the API.
 *
 * @param labels of the deployment object; those of its pods are the deployment's own
 * @param annotations of the deployment object
 * @param selector by which clients find its pods; never changes
 * @param podAnnotations of the pod template
 * @param container name of the container in each pod
 * @param probePorts names by which probes mean their ports, e.g. {@code http}, by the name of the probe
 */
public record Shape(
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, String> selector,
        Map<String, String> podAnnotations,
        String container,
        Map<String, String> probePorts) {
    public Shape {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        selector = Map.copyOf(selector);
        podAnnotations = Map.copyOf(podAnnotations);
        probePorts = probePorts == null ? Map.of() : Map.copyOf(probePorts);
    }
}
