package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.podspace.activity.ActivityView;
import io.podspace.project.ProjectView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The same events as {@link EventStore}, in the form of the group {@code events.k8s.io}. Read-only. */
@ApplicationScoped
class NewerEventStore extends ActivityStore {
    private static final Resource RESOURCE = new Resource(
            "events.k8s.io", "v1", "events", "Event", true, List.of("ev"), List.of("get", "list", "watch"), List.of());

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    String subject() {
        return "regarding";
    }

    /** What happened several times has a series, which clients expect to count from two. */
    @Override
    ObjectNode tree(ProjectView project, ActivityView activity) {
        EventBuilder event = new EventBuilder()
                .withMetadata(EventSubjects.meta(project, activity))
                .withEventTime(micro(activity.firstAt()))
                .withRegarding(EventSubjects.reference(project, activity))
                .withReason(activity.reason())
                .withAction(activity.reason())
                .withNote(activity.message())
                .withType(EventSubjects.type(activity))
                .withReportingController(activity.actor())
                .withReportingInstance(activity.actor())
                .withDeprecatedCount(activity.times())
                .withDeprecatedFirstTimestamp(Metadata.time(activity.firstAt()))
                .withDeprecatedLastTimestamp(Metadata.time(activity.lastAt()));
        if (activity.times() > 1) {
            event.withNewSeries()
                    .withCount(activity.times())
                    .withLastObservedTime(micro(activity.lastAt()))
                    .endSeries();
        }
        return Trees.of(event.build());
    }

    private static MicroTime micro(Instant at) {
        return new MicroTime(MICROS.format(at));
    }
}
