package io.podspace.api;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.podspace.activity.ActivityView;
import io.podspace.activity.Condition;
import io.podspace.activity.Condition.Field;
import io.podspace.activity.Severity;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What both kinds of events say alike: their identity, and what they are about. Pure. */
final class EventSubjects {
    /** A list shows so many events of a project, the newest; so many are chosen among all. */
    static final int NEWEST = 500;

    private static final String NORMAL = "Normal";
    private static final List<String> TYPES = List.of(NORMAL, "Warning");
    private static final List<String> REPORTERS = List.of("reportingComponent", "reportingController");

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
        return activity.severity() == Severity.NORMAL ? NORMAL : "Warning";
    }

    /**
     * As conditions on what is kept, as far as they can be said of it.
     *
     * @param subject what the kind of event calls what it is about
     */
    static List<Condition> conditions(String subject, List<Selector.Requirement> requirements) {
        List<Condition> conditions = new ArrayList<>();
        for (Selector.Requirement each : requirements) {
            String field = each.field();
            if (field.equals(subject + ".name")) {
                conditions.add(new Condition(Field.NAME, each.equal(), each.value()));
            } else if (field.equals(subject + ".uid")) {
                conditions.add(new Condition(Field.UID, each.equal(), each.value()));
            } else if (field.equals(subject + ".kind")) {
                conditions.add(new Condition(Field.KIND, each.equal(), topic(each.value())));
            } else if (field.equals("reason")) {
                conditions.add(new Condition(Field.REASON, each.equal(), each.value()));
            } else if (REPORTERS.contains(field)) {
                conditions.add(new Condition(Field.ACTOR, each.equal(), each.value()));
            } else if (field.equals("type") && TYPES.contains(each.value())) {
                boolean normal = each.equal() == each.value().equals(NORMAL);
                conditions.add(new Condition(Field.SEVERITY, normal, Severity.NORMAL.name()));
            }
        }
        return conditions;
    }

    /** @return its constant; of what PodSpace has no events the word itself, which none is kept by */
    private static String topic(String kind) {
        return Stream.of(Topic.values())
                .filter(topic -> kind(topic).equals(kind))
                .map(Topic::name)
                .findFirst()
                .orElse(kind);
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
