package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.report.HeldRow;
import io.podspace.report.ObjectLocks;
import io.podspace.report.ObjectReports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Locks the object of a request before it is read: changes of one object follow each other, and each is compared with what
 * it was made from where it is written. Called in a transaction.
 */
@ApplicationScoped
class Holder {
    @Inject
    Reader reader;

    @Inject
    Namespaces namespaces;

    @Inject
    ObjectLocks locks;

    @Inject
    ObjectReports objects;

    /** @throws PodSpaceException NOT_FOUND, FORBIDDEN */
    Held hold(Resource resource, Target target, Preconditions conditions) {
        return find(resource, target, conditions)
                .orElseThrow(() -> new ApiFault(
                        404,
                        "NotFound",
                        "%s \"%s\" not found"
                                .formatted(resource.qualified(), target.name().orElseThrow())));
    }

    /** As {@link #hold}; empty when there is no such object in a project that is the caller's. */
    Optional<Held> find(Resource resource, Target target, Preconditions conditions) {
        Optional<Held> held = resource.namespaced() ? inProject(resource, target) : project(resource, target);
        held.ifPresent(object -> check(resource, target, object, conditions));
        return held;
    }

    /** @throws ApiFault 409 */
    void check(Resource resource, Target target, Held held, Preconditions conditions) {
        conditions.check(
                resource,
                target.name().orElseThrow(),
                held.row().uid(),
                held.row().version(),
                objects::version);
    }

    private Optional<Held> project(Resource resource, Target target) {
        return there(resource, target).map(seen -> {
            long id = namespaces.find(target.name().orElseThrow()).id();
            HeldRow row = locks.holdProject(id);
            return new Held(id, Optional.of(Topic.PROJECT), row, reader.get(resource, target));
        });
    }

    private Optional<Held> inProject(Resource resource, Target target) {
        ProjectView project = reader.project(resource, target);
        ObjectStore store = reader.store(resource);
        String name = target.name().orElseThrow();
        if (store.topic().isEmpty()) {
            return there(resource, target).map(live -> new Held(project.id(), Optional.empty(), row(live), live));
        }
        Topic topic = store.topic().orElseThrow();
        return locks.hold(project.id(), topic, name).flatMap(row -> there(resource, target)
                .map(live -> new Held(project.id(), Optional.of(topic), row, live)));
    }

    private Optional<ObjectNode> there(Resource resource, Target target) {
        try {
            return Optional.of(reader.get(resource, target));
        } catch (ApiFault e) {
            if (e.status().code() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Of a kind without a row: what the object itself says. */
    private static HeldRow row(ObjectNode live) {
        return new HeldRow(
                0,
                live.path("metadata").path("uid").asText(),
                live.path("metadata").path("resourceVersion").asLong(),
                Optional.empty());
    }
}
