package io.podspace.console;

import io.podspace.activity.Activities;
import io.podspace.activity.ActivityView;
import io.podspace.activity.Severity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;

/** What happened in the project, newest first, live; a word or "only problems" narrows it. */
@Named
@RequestScoped
public class EventsPage {
    private static final int SHOWN = 200;

    @Inject
    CurrentProject current;

    @Inject
    Activities activities;

    private List<ActivityView> events;

    public List<ActivityView> getEvents() {
        if (events == null) {
            String word = getWord().toLowerCase(Locale.ROOT);
            events = activities.recent(current.getId(), SHOWN, 0).stream()
                    .filter(event -> !isProblems() || event.severity() != Severity.NORMAL)
                    .filter(event -> (event.subject().name() + " " + event.message() + " " + event.reason())
                            .toLowerCase(Locale.ROOT)
                            .contains(word))
                    .toList();
        }
        return events;
    }

    public String getWord() {
        return Pages.parameter("word");
    }

    public boolean isProblems() {
        return Pages.parameter("problems").equals("true");
    }
}
