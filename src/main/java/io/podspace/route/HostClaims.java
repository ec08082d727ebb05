package io.podspace.route;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Gives a host name to one project at a time: cookies and stored data of a site are shared by all of its paths, so two
 * projects on one host could read each other's. The row in {@code host_claim} is the lock that makes claims of one host
 * follow each other; it is taken over once no route of the earlier project is left, so nobody has to clean it up.
 */
@ApplicationScoped
class HostClaims {
    @PersistenceContext
    EntityManager rows;

    /**
     * Takes the host and the path, and holds the host until the transaction ends.
     *
     * @param except row id of the route that changes; 0 for a new one
     * @throws PodSpaceException ALREADY_EXISTS at {@code host} or {@code path}
     */
    void take(String host, String path, long project, long except) {
        if (!isFree(host, project)) {
            throw PodSpaceException.at(
                    "host",
                    ErrorCode.ALREADY_EXISTS,
                    "host: '%s' is already taken; choose another host name".formatted(host));
        }
        String route = routeOf(host, path, except);
        if (route != null) {
            throw PodSpaceException.at(
                    "path",
                    ErrorCode.ALREADY_EXISTS,
                    "path: the route '%s' already has '%s%s'; choose another path, or change that route"
                            .formatted(route, host, path));
        }
    }

    /** Whether the project may have the host. Holds the host, for this project if it may, until the transaction ends. */
    boolean isFree(String host, long project) {
        rows.createNativeQuery(
                        "INSERT INTO host_claim (host, project_id) VALUES (?1, ?2) ON DUPLICATE KEY UPDATE host = host")
                .setParameter(1, host)
                .setParameter(2, project)
                .executeUpdate();
        long owner = number("SELECT project_id FROM host_claim WHERE host = ?1", host);
        if (owner == project) {
            return true;
        }
        if (number("SELECT COUNT(*) FROM route WHERE host = ?1", host) > 0) {
            return false;
        }
        rows.createNativeQuery("UPDATE host_claim SET project_id = ?2 WHERE host = ?1")
                .setParameter(1, host)
                .setParameter(2, project)
                .executeUpdate();
        return true;
    }

    /** As {@link #isFree}, without holding anything. */
    boolean looksFree(String host, long project) {
        return ((Number) rows.createNativeQuery("SELECT COUNT(*) FROM route WHERE host = ?1 AND project_id <> ?2")
                                .setParameter(1, host)
                                .setParameter(2, project)
                                .getSingleResult())
                        .longValue()
                == 0;
    }

    private String routeOf(String host, String path, long except) {
        return rows.createQuery(
                        "SELECT r.name FROM Route r WHERE r.host = :host AND r.path = :path AND r.id <> :except",
                        String.class)
                .setParameter("host", host)
                .setParameter("path", path)
                .setParameter("except", except)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    private long number(String sql, String host) {
        return ((Number) rows.createNativeQuery(sql).setParameter(1, host).getSingleResult()).longValue();
    }
}
