package io.podspace.route;

import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The boundary of routes: writes intent, never touches a router. Looking is for members, changing for editors; what the
 * caller may not see and what is not there get the same NOT_FOUND.
 */
@ApplicationScoped
public class Routes {

    /** The host name that a route of that name would get; for the form, no claim. Members. */
    public String generatedHost(long projectId, String name) {
        throw PodSpaceException.unfinished();
    }

    /**
     * Claims host and path, for this project alone.
     *
     * @throws PodSpaceException INVALID at a field such as {@code host}, {@code path}, {@code targets[0].service},
     *     {@code certificate.chain}; ALREADY_EXISTS at {@code name} or {@code host}; FORBIDDEN at {@code host} for names
     *     of the platform itself
     */
    public RouteView create(NewRoute command) {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException as {@link #create} */
    public RouteView update(long id, RouteChange change) {
        throw PodSpaceException.unfinished();
    }

    /** Marks it as deleting; the routers forget it, then the row goes. Once more changes nothing. */
    public void delete(long id) {
        throw PodSpaceException.unfinished();
    }

    /** By name. */
    public List<RouteView> list(long projectId) {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException NOT_FOUND */
    public RouteView view(long id) {
        throw PodSpaceException.unfinished();
    }
}
