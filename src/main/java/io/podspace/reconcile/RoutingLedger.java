package io.podspace.reconcile;

import io.podspace.platform.Changed;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.ResourceVersions;
import io.podspace.platform.Transactions;
import io.podspace.service.RoutedService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/**
 * Writes what came of routing: addresses of balancers, whether they are as wanted, and the end of services and routes.
 * Each call is one short transaction, and each statement holds only under the epoch it is given.
 */
@ApplicationScoped
class RoutingLedger {
    private static final String GUARD =
            " AND EXISTS (SELECT 1 FROM lease WHERE name = '" + LeaseTable.NAME + "' AND epoch = :epoch)";
    private static final int LONGEST_MESSAGE = 500;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    ResourceVersions versions;

    @Inject
    Event<Changed> changes;

    /** Gives the balancer of a service its address, for the life of the service. */
    void address(long epoch, RoutedService service, String address) {
        change(
                service,
                "UPDATE service SET address = :text, resource_version = :version WHERE id = :id"
                        + " AND address IS NULL" + GUARD,
                epoch,
                Optional.of(address));
    }

    /**
     * Puts the balancer of a service on a host.
     *
     * @return whether that is on record now
     */
    boolean place(long epoch, RoutedService service, long host) {
        return transactions.write(() -> {
            int placed = rows.createNativeQuery("UPDATE service SET host_id = :host, resource_version = :version"
                            + " WHERE id = :id" + GUARD)
                    .setParameter("host", host)
                    .setParameter("version", versions.next())
                    .setParameter("id", service.id())
                    .setParameter("epoch", epoch)
                    .executeUpdate();
            announce(placed, service.project(), Topic.SERVICE, service.id());
            return placed > 0;
        });
    }

    /** Notes whether the balancer is as wanted, if that is news; empty: it is. */
    void synced(long epoch, RoutedService service, Optional<String> message) {
        Optional<String> text = message.map(RoutingLedger::shortened);
        if (!text.map(t -> new Sync(false, t)).orElse(new Sync(true, null)).equals(sync(service))) {
            change(
                    service,
                    "UPDATE service SET in_sync = :text IS NULL, sync_message = :text,"
                            + " resource_version = :version WHERE id = :id" + GUARD,
                    epoch,
                    text);
        }
    }

    private record Sync(boolean inSync, String message) {}

    private Sync sync(RoutedService service) {
        return transactions.read(
                () -> rows.createQuery("SELECT s.inSync, s.syncMessage FROM Service s WHERE s.id = :id", Object[].class)
                        .setParameter("id", service.id())
                        .getResultStream()
                        .map(row -> new Sync((Boolean) row[0], (String) row[1]))
                        .findFirst()
                        .orElse(null));
    }

    /** Removes the row of a service whose balancer is gone. */
    void removeService(long epoch, RoutedService service) {
        transactions.write(() -> {
            int gone = rows.createNativeQuery("DELETE FROM service WHERE id = :id AND deleting" + GUARD)
                    .setParameter("id", service.id())
                    .setParameter("epoch", epoch)
                    .executeUpdate();
            announce(gone, service.project(), Topic.SERVICE, service.id());
        });
    }

    /** Removes routes that no router knows any more, with their certificates. */
    void removeRoutes(long epoch, List<Long> routes) {
        for (long route : routes) {
            transactions.write(() -> removeRoute(epoch, route));
        }
    }

    private void removeRoute(long epoch, long route) {
        List<?> found = rows.createNativeQuery(
                        "SELECT project_id, certificate_id FROM route WHERE id = :id AND deleting FOR UPDATE",
                        Object[].class)
                .setParameter("id", route)
                .getResultList();
        if (found.isEmpty()) {
            return;
        }
        Object[] row = (Object[]) found.getFirst();
        int gone = rows.createNativeQuery("DELETE FROM route WHERE id = :id" + GUARD)
                .setParameter("id", route)
                .setParameter("epoch", epoch)
                .executeUpdate();
        if (gone == 1 && row[1] != null) {
            rows.createNativeQuery("DELETE FROM certificate WHERE id = :id")
                    .setParameter("id", row[1])
                    .executeUpdate();
        }
        announce(gone, ((Number) row[0]).longValue(), Topic.ROUTE, route);
    }

    private void change(RoutedService service, String sql, long epoch, Optional<String> text) {
        transactions.write(() -> {
            int changed = rows.createNativeQuery(sql)
                    .setParameter("text", text.map(RoutingLedger::shortened).orElse(null))
                    .setParameter("version", versions.next())
                    .setParameter("id", service.id())
                    .setParameter("epoch", epoch)
                    .executeUpdate();
            announce(changed, service.project(), Topic.SERVICE, service.id());
        });
    }

    private void announce(int changed, long project, Topic topic, long id) {
        if (changed > 0) {
            changes.fire(new Changed(project, topic, id));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    }
}
