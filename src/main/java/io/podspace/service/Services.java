package io.podspace.service;

import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The boundary of services: writes intent, never touches a proxy. Looking is for members, changing for editors; what
 * the caller may not see and what is not there get the same NOT_FOUND.
 */
@ApplicationScoped
public class Services {

    /**
     * @throws PodSpaceException INVALID at a field such as {@code name}, {@code ports[0].port}, {@code selector[app]};
     *     ALREADY_EXISTS at {@code name}
     */
    public ServiceView create(NewService command) {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException as {@link #create}; CONFLICT when a route uses a port that would go */
    public ServiceView update(long id, ServiceChange change) {
        throw PodSpaceException.unfinished();
    }

    /**
     * Marks it as deleting; its balancer goes, then the row. Once more changes nothing.
     *
     * @throws PodSpaceException CONFLICT while a route sends to it, with the route named
     */
    public void delete(long id) {
        throw PodSpaceException.unfinished();
    }

    /** By name. */
    public List<ServiceView> list(long projectId) {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException NOT_FOUND */
    public ServiceView view(long id) {
        throw PodSpaceException.unfinished();
    }
}
