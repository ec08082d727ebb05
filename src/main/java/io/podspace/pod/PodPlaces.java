package io.podspace.pod;

import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;

/** Finds attempts, and checks the caller's permission before handing one out. */
@ApplicationScoped
class PodPlaces {
    /** No project has this id: asking for permission on it is answered as for any other that is not there. */
    private static final long NOWHERE = 0;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Permissions permissions;

    /**
     * In the caller's transaction.
     *
     * @throws io.podspace.platform.PodSpaceException NOT_FOUND, FORBIDDEN
     */
    PodPlace find(String uid, Permission least) {
        List<?> found = rows.createNativeQuery(
                        "SELECT p.id, p.uid AS pod_uid, d.project_id, d.id AS deployment, d.uid, d.name, p.slot, p.phase, p.host_id,"
                                + " p.container_id FROM pod p JOIN deployment d ON d.id = p.deployment_id"
                                + " WHERE p.uid = ?1",
                        Tuple.class)
                .setParameter(1, uid)
                .getResultList();
        Optional<PodPlace> place = found.stream().map(row -> place((Tuple) row)).findFirst();
        permissions.require(place.map(PodPlace::project).orElse(NOWHERE), least);
        return place.orElseThrow();
    }

    private static PodPlace place(Tuple row) {
        String deployment = row.get("name", String.class);
        return new PodPlace(
                number(row, "id"),
                row.get("pod_uid", String.class),
                deployment + "-" + number(row, "slot"),
                number(row, "project_id"),
                new PodPlace.Owner(number(row, "deployment"), row.get("uid", String.class), deployment),
                PodPhase.valueOf(row.get("phase", String.class)),
                Optional.ofNullable(row.get("host_id", Number.class)).map(Number::longValue),
                Optional.ofNullable(row.get("container_id", String.class)));
    }

    private static long number(Tuple row, String column) {
        return row.get(column, Number.class).longValue();
    }
}
