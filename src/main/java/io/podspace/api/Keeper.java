package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Changed.Topic;
import io.podspace.report.HeldRow;
import io.podspace.report.ObjectLocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Keeps who set which field, in the transaction that changes the object. Kinds without a row of their own have none. */
@ApplicationScoped
class Keeper {
    @Inject
    Reader reader;

    @Inject
    Holder holder;

    @Inject
    ObjectLocks locks;

    @Inject
    Clock clock;

    ServerSideApply.Applied apply(Resource resource, FieldOwner manager, Held held, ObjectNode wish, boolean force) {
        return merge(resource, manager)
                .apply(held.live(), wish, ManagedFields.stored(held.row().managedFields()), force);
    }

    /** @param wish as it was created */
    void created(Resource resource, Target target, FieldOwner manager, ObjectNode wish) {
        Held held = holder.hold(resource, target, Preconditions.NONE);
        ServerSideApply merge = merge(resource, manager);
        boolean applied = manager.operation().equals(FieldOwner.APPLY);
        keep(held, applied ? merge.created(wish) : merge.made(held.live()));
    }

    /** @param sent the object as the client sent it, which may say the managers anew */
    void updated(Resource resource, Target target, FieldOwner manager, Held before, JsonNode sent) {
        ManagedFields managed = said(before, sent.path("metadata").path("managedFields"));
        keep(before, merge(resource, manager).updated(before.live(), reader.get(resource, target), managed));
    }

    private static ManagedFields said(Held before, JsonNode list) {
        ManagedFields stored = ManagedFields.stored(before.row().managedFields());
        if (!list.isArray() || list.equals(before.live().path("metadata").path("managedFields"))) {
            return stored;
        }
        boolean none = list.isEmpty() || list.size() == 1 && list.path(0).isEmpty();
        return none ? ManagedFields.NONE : ManagedFields.parse(list);
    }

    void keep(Held held, ManagedFields managed) {
        HeldRow row = held.row();
        if (held.topic().isPresent() && !managed.equals(ManagedFields.stored(row.managedFields()))) {
            Topic topic = held.topic().orElseThrow();
            locks.manage(held.project(), topic, row.id(), managed.text());
        }
    }

    private ServerSideApply merge(Resource resource, FieldOwner manager) {
        return new ServerSideApply(resource, manager, clock.instant());
    }
}
