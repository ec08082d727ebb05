package io.podspace.api;

import java.util.List;
import java.util.Optional;

/**
 * Kinds of Kubernetes that PodSpace does not have, but which clients look for before they do something else: {@code kubectl
 * apply --prune} looks through all of them, and ends when one is not known; and kinds that come in folders of manifests
 * beside those that it has, for which kubectl would say that their definitions were missing. Lists are empty, which is true, and whoever
 * makes one is told what to do instead (decision 0277). Pure.
 *
 * @param instead a sentence
 */
record Absent(Resource resource, String instead) {
    private static final String FILES =
            "Keep files in the image, values in ConfigMaps and Secrets, data in a service outside.";
    private static final String COMMANDS =
            "Run a command before or after a rollout as a hook of a deployment, or in a pod by kubectl exec.";

    private static final String PEOPLE = "People get a role in the whole project: its members are in the console.";
    private static final String AMOUNTS = "Say requests and limits in each deployment.";

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
                    "PodSpace takes no kinds of others."),
            new Absent(
                    kind("", "serviceaccounts", "ServiceAccount", true, "sa"),
                    "Leave it and serviceAccountName out: pods get no token. What a program needs goes into a Secret."),
            new Absent(kind("rbac.authorization.k8s.io", "roles", "Role", true), PEOPLE),
            new Absent(kind("rbac.authorization.k8s.io", "rolebindings", "RoleBinding", true), PEOPLE),
            new Absent(
                    kind("networking.k8s.io", "networkpolicies", "NetworkPolicy", true, "netpol"),
                    "Each project has a network of its own: what shall not meet goes into another project."),
            new Absent(
                    kind("policy", "poddisruptionbudgets", "PodDisruptionBudget", true, "pdb"),
                    "Say maxUnavailable in the deployment: a host that is drained exchanges its pods, too."),
            new Absent(kind("", "resourcequotas", "ResourceQuota", true, "quota"), AMOUNTS),
            new Absent(kind("", "limitranges", "LimitRange", true, "limits"), AMOUNTS));

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
