package io.podspace.api;

import java.util.List;
import java.util.Optional;

/**
 * Kinds of Kubernetes that PodSpace does not have, but which clients look for before they do something else: {@code kubectl
 * apply --prune} looks through all of them, and ends when one is not known. Lists are empty, which is true, and whoever
 * makes one is told what to do instead (decision 0277). Pure.
 *
 * @param instead a sentence
 */
record Absent(Resource resource, String instead) {
    private static final String FILES =
            "Keep files in the image, values in ConfigMaps and Secrets, data in a service outside.";
    private static final String COMMANDS =
            "Run a command before or after a rollout as a hook of a deployment, or in a pod by kubectl exec.";

    static final List<Absent> ALL = List.of(
            new Absent(
                    kind("", "replicationcontrollers", "ReplicationController", true, "rc"),
                    "Make a Deployment: its revisions are ReplicaSets."),
            new Absent(kind("", "persistentvolumeclaims", "PersistentVolumeClaim", true, "pvc"), FILES),
            new Absent(kind("", "persistentvolumes", "PersistentVolume", false, "pv"), FILES),
            new Absent(
                    kind("apps", "statefulsets", "StatefulSet", true, "sts"),
                    "Make a Deployment; its pods keep their names, NAME-0 and so on, but no files."),
            new Absent(
                    kind("apps", "daemonsets", "DaemonSet", true, "ds"),
                    "Make a Deployment: its pods are spread over the hosts."),
            new Absent(kind("batch", "jobs", "Job", true), COMMANDS),
            new Absent(kind("batch", "cronjobs", "CronJob", true, "cj"), COMMANDS),
            new Absent(
                    kind("apiextensions.k8s.io", "customresourcedefinitions", "CustomResourceDefinition", false, "crd"),
                    "PodSpace takes no kinds of others."));

    private static Resource kind(String group, String plural, String kind, boolean namespaced, String... shortNames) {
        return new Resource(
                group, "v1", plural, kind, namespaced, List.of(shortNames), List.of("get", "list"), List.of());
    }

    static Optional<Absent> of(Resource resource) {
        return ALL.stream().filter(absent -> absent.resource().equals(resource)).findFirst();
    }

    /** There is none of that name. */
    ApiFault missing(String name) {
        return new ApiFault(404, "NotFound", "%s \"%s\" not found".formatted(resource.qualified(), name));
    }

    ApiFault refusal() {
        return ApiFault.notAllowed("PodSpace has no %s. %s".formatted(resource.plural(), instead));
    }
}
