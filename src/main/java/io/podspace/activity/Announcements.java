package io.podspace.activity;

import io.podspace.platform.Changed;
import io.podspace.platform.Changing;
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

    @Inject
    Event<Changing> changing;

    /** As {@link #say} of an object that the user has just made. */
    public void made(long project, Changed.Topic kind, ObjectRow object, String message) {
        changing.fire(new Changing(project, kind, object.id(), object.name(), true));
        say(project, kind, object, "Created", message);
    }

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
