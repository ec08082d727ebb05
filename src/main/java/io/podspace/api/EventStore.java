package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podspace.activity.Activities;
import io.podspace.activity.ActivityView;
import io.podspace.activity.Severity;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The record of what happened, as events; the newest 500 of a project. Read-only. */
@ApplicationScoped
class EventStore implements ObjectStore {
    private static final int NEWEST = 500;
    private static final Resource RESOURCE =
            new Resource("", "v1", "events", "Event", true, List.of("ev"), List.of("get", "list", "watch"), List.of());

    @Inject
    Activities activities;

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        return activities.recent(project.id(), NEWEST, 0).stream()
                .map(activity -> tree(project, activity))
                .toList();
    }

    private static ObjectNode tree(ProjectView project, ActivityView activity) {
        String name = "%s.%x".formatted(activity.subject().name(), activity.id());
        ObjectMeta meta = Metadata.of(
                "00000000-0000-4000-8000-%012x".formatted(activity.id()),
                name,
                project.name(),
                activity.id() * 1000 + Math.min(activity.times(), 999),
                activity.firstAt());
        Topic kind = activity.subject().kind();
        return Trees.of(new EventBuilder()
                .withMetadata(meta)
                .withNewInvolvedObject()
                .withKind(kind(kind))
                .withApiVersion(version(kind))
                .withNamespace(project.name())
                .withName(activity.subject().name())
                .withUid(activity.subject().uid())
                .endInvolvedObject()
                .withReason(activity.reason())
                .withMessage(activity.message())
                .withType(activity.severity() == Severity.NORMAL ? "Normal" : "Warning")
                .withCount(activity.times())
                .withFirstTimestamp(Metadata.time(activity.firstAt()))
                .withLastTimestamp(Metadata.time(activity.lastAt()))
                .withReportingComponent(activity.actor())
                .withNewSource()
                .withComponent(activity.actor())
                .endSource()
                .build());
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
            case HOST -> "Node";
            case ACCOUNT -> "User";
        };
    }

    private static String version(Topic topic) {
        return switch (topic) {
            case DEPLOYMENT -> "apps/v1";
            case ROUTE -> "networking.k8s.io/v1";
            case PROJECT, POD, SERVICE, CONFIG_MAP, SECRET, HOST, ACCOUNT -> "v1";
        };
    }
}
