package io.podspace.api;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.podspace.activity.ActivityView;
import io.podspace.activity.Severity;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;

/** What both kinds of events say alike: their identity, and what they are about. Pure. */
final class EventSubjects {
    /** So many events of a project are shown. */
    static final int NEWEST = 500;

    private EventSubjects() {}

    static ObjectMeta meta(ProjectView project, ActivityView activity) {
        return Metadata.of(
                "00000000-0000-4000-8000-%012x".formatted(activity.id()),
                "%s.%x".formatted(activity.subject().name(), activity.id()),
                project.name(),
                activity.id() * 1000 + Math.min(activity.times(), 999),
                activity.firstAt());
    }

    static ObjectReference reference(ProjectView project, ActivityView activity) {
        Topic kind = activity.subject().kind();
        return new ObjectReferenceBuilder()
                .withKind(kind(kind))
                .withApiVersion(version(kind))
                .withNamespace(project.name())
                .withName(activity.subject().name())
                .withUid(activity.subject().uid())
                .build();
    }

    static String type(ActivityView activity) {
        return activity.severity() == Severity.NORMAL ? "Normal" : "Warning";
    }

    private static String kind(Topic topic) {
        return switch (topic) {
            case PROJECT -> "Namespace";
            case DEPLOYMENT -> "Deployment";
            case POD -> "Pod";
            case SERVICE -> "Service";
            case ROUTE -> "Ingress";
            case CONFIG_MAP -> "ConfigMap";
            case SECRET -> "Secret";
            case AUTOSCALER -> "HorizontalPodAutoscaler";
            case HOST -> "Node";
            case ACCOUNT -> "User";
        };
    }

    private static String version(Topic topic) {
        return switch (topic) {
            case DEPLOYMENT -> "apps/v1";
            case ROUTE -> "networking.k8s.io/v1";
            case AUTOSCALER -> "autoscaling/v2";
            case PROJECT, POD, SERVICE, CONFIG_MAP, SECRET, HOST, ACCOUNT -> "v1";
        };
    }
}
