package io.podspace.activity;

import io.podspace.platform.Changed;
import io.podspace.platform.ObjectRow;
import io.podspace.security.CurrentUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * What every boundary does after a user's change, in its transaction: note it with the user as the cause, and tell those
 * who act on it.
 */
@ApplicationScoped
public class Announcements {
    @Inject
    Activities activities;

    @Inject
    CurrentUser user;

    @Inject
    Event<Changed> changed;

    /**
     * @param project row id of the project that the object is in
     * @param object already with its row id
     * @param reason one word in camel case
     * @param message a sentence for people
     */
    public void say(long project, Changed.Topic kind, ObjectRow object, String reason, String message) {
        activities.record(
                new Subject(project, kind, object.uid(), object.name()), Severity.NORMAL, reason, message, user.name());
        changed.fire(new Changed(project, kind, object.id()));
    }
}
