package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.podspace.activity.ActivityView;
import io.podspace.project.ProjectView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The record of what happened, as events; the newest 500 of a project, or of those that are selected. Read-only. */
@ApplicationScoped
class EventStore extends ActivityStore {
    private static final Resource RESOURCE =
            new Resource("", "v1", "events", "Event", true, List.of("ev"), List.of("get", "list", "watch"), List.of());

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    String subject() {
        return "involvedObject";
    }

    @Override
    ObjectNode tree(ProjectView project, ActivityView activity) {
        return Trees.of(new EventBuilder()
                .withMetadata(EventSubjects.meta(project, activity))
                .withInvolvedObject(EventSubjects.reference(project, activity))
                .withReason(activity.reason())
                .withMessage(activity.message())
                .withType(EventSubjects.type(activity))
                .withCount(activity.times())
                .withFirstTimestamp(Metadata.time(activity.firstAt()))
                .withLastTimestamp(Metadata.time(activity.lastAt()))
                .withReportingComponent(activity.actor())
                .withNewSource()
                .withComponent(activity.actor())
                .endSource()
                .build());
    }
}
