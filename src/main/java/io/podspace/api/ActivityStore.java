package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.activity.Activities;
import io.podspace.activity.ActivityView;
import io.podspace.activity.Condition;
import io.podspace.project.ProjectView;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What both kinds of events have in common: all but the way in which one is written. */
abstract class ActivityStore implements ObjectStore {
    @Inject
    Activities activities;

    /** What this kind of event calls what it is about. */
    abstract String subject();

    abstract ObjectNode tree(ProjectView project, ActivityView activity);

    @Override
    public List<ObjectNode> list(ProjectView project) {
        return trees(project, List.of());
    }

    @Override
    public Optional<List<ObjectNode>> chosen(ProjectView project, List<Selector.Requirement> requirements) {
        return Optional.of(trees(project, EventSubjects.conditions(subject(), requirements)));
    }

    private List<ObjectNode> trees(ProjectView project, List<Condition> conditions) {
        return activities.chosen(project.id(), conditions).stream()
                .map(activity -> tree(project, activity))
                .toList();
    }
}
