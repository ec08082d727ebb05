package io.podspace.pod;

import io.podspace.activity.Activities;
import io.podspace.activity.Severity;
import io.podspace.platform.Changed;
import io.podspace.platform.ResourceVersions;
import io.podspace.platform.Transactions;
import io.podspace.security.CurrentUser;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.OptionalInt;

/** The boundary of single pods: what users want of one attempt. Editors. */
@ApplicationScoped
public class Pods {
    @PersistenceContext
    EntityManager rows;

    @Inject
    PodPlaces places;

    @Inject
    Transactions transactions;

    @Inject
    Activities activities;

    @Inject
    Event<Changed> changed;

    @Inject
    CurrentUser user;

    @Inject
    ResourceVersions versions;

    @Inject
    Clock clock;

    /**
     * Wants an attempt gone: it leaves rotation, is stopped, and another takes its slot. One that leaves already, or was
     * deleted before, is left alone.
     *
     * @param graceSeconds from its stop signal on, 0-3600; empty: what its deployment says
     * @throws io.podspace.platform.PodSpaceException NOT_FOUND, FORBIDDEN
     */
    public void delete(String uid, OptionalInt graceSeconds) {
        transactions.write(() -> {
            PodPlace pod = places.find(uid, Permission.EDIT);
            int wanted = rows.createNativeQuery(
                            "UPDATE pod SET removed_by = ?1, removal_grace = ?2, removed_at = ?4 WHERE id = ?3"
                                    + " AND removed_by IS NULL AND phase IN ('PENDING', 'STARTING', 'READY')")
                    .setParameter(1, user.name())
                    .setParameter(2, graceSeconds.isPresent() ? graceSeconds.getAsInt() : null)
                    .setParameter(3, pod.id())
                    .setParameter(4, Timestamp.from(clock.instant()))
                    .executeUpdate();
            if (wanted > 0) {
                activities.record(
                        pod.subject(),
                        Severity.NORMAL,
                        "PodDeleted",
                        "%s leaves rotation and is replaced.".formatted(pod.name()),
                        user.name());
                rows.flush(); // the number is the last lock that is taken
                rows.createNativeQuery("UPDATE pod SET resource_version = ?1 WHERE id = ?2")
                        .setParameter(1, versions.next())
                        .setParameter(2, pod.id())
                        .executeUpdate();
                changed.fire(new Changed(
                        pod.project(), Changed.Topic.DEPLOYMENT, pod.owner().id()));
            }
        });
    }
}
