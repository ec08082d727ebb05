package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Changing;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.report.HeldRow;
import io.podspace.report.ObjectLocks;
import io.podspace.security.CurrentUser;
import io.podspace.security.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Gives what people change in the console a field manager, as changes of clients have one. What the object was is read when
 * its row is locked, what became of it right before the commit, in the same transaction.
 */
@ApplicationScoped
class ConsoleChanges {
    static final FieldOwner CONSOLE = new FieldOwner("podspace-console", FieldOwner.UPDATE, "");

    @Inject
    Resources resources;

    @Inject
    Projects projects;

    @Inject
    ObjectLocks locks;

    @Inject
    Keeper keeper;

    @Inject
    CurrentUser user;

    @Inject
    Clock clock;

    @Inject
    Event<Seen> seen;

    /**
     * What an object was, in one of the kinds as which the API shows it.
     *
     * @param before missing for one that was made
     */
    record Seen(Changing what, ObjectStore store, JsonNode before) {}

    void look(@Observes Changing changing) {
        if (user.byToken() || user.require().id() == Identity.SYSTEM.id()) {
            return;
        }
        for (ObjectStore store : resources.of(changing.topic())) {
            if (changing.made()) {
                seen.fire(new Seen(changing, store, MissingNode.getInstance()));
            } else {
                read(store, changing).ifPresent(before -> seen.fire(new Seen(changing, store, before)));
            }
        }
    }

    void keep(@Observes(during = TransactionPhase.BEFORE_COMPLETION) Seen seen) {
        Changing what = seen.what();
        Optional<HeldRow> row = locks.hold(what.project(), what.topic(), what.name());
        Optional<ObjectNode> after = row.isEmpty() ? Optional.empty() : read(seen.store(), what);
        after.filter(object -> !object.path("metadata").has("deletionTimestamp"))
                .ifPresent(object -> keeper.keep(
                        new Held(what.project(), Optional.of(what.topic()), row.orElseThrow(), object),
                        new ServerSideApply(seen.store().resource(), CONSOLE, clock.instant())
                                .updated(
                                        seen.before(),
                                        object,
                                        ManagedFields.stored(row.orElseThrow().managedFields()))));
    }

    /** @return empty for what that kind cannot show */
    private Optional<ObjectNode> read(ObjectStore store, Changing what) {
        try {
            ProjectView project = projects.view(what.project());
            return Optional.of(store.get(project, what.name()));
        } catch (ApiFault e) {
            if (e.status().code() == 404) {
                return Optional.empty();
            }
            throw e;
        } catch (PodSpaceException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
