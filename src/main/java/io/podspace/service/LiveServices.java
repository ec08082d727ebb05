package io.podspace.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Services for the rooms that send to them. Checks no permission; call it in a transaction. */
@ApplicationScoped
public class LiveServices {
    @PersistenceContext
    EntityManager rows;

    @Inject
    ServiceRows services;

    /**
     * Holds a service until the transaction ends: neither it nor its ports go behind the back of somebody who refers to
     * it.
     *
     * @return empty when there is none of that name, or it is being deleted
     */
    public Optional<ServiceRef> hold(long projectId, String name) {
        Optional<Service> found = services.find(projectId, name);
        found.ifPresent(service -> rows.refresh(service, LockModeType.PESSIMISTIC_READ));
        return found.filter(service -> !service.deleting())
                .map(service -> new ServiceRef(
                        service.id(),
                        service.name(),
                        service.ports().stream().map(ServicePort::port).collect(Collectors.toSet())));
    }

    /** Ports of the services of a project, by name; without those that are being deleted. */
    public Map<String, Set<Integer>> ports(long projectId) {
        return rows.createQuery(
                        "SELECT s.name, p.port FROM Service s JOIN s.ports p"
                                + " WHERE s.projectId = :project AND s.deleting = FALSE",
                        Object[].class)
                .setParameter("project", projectId)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> (String) row[0], Collectors.mapping(row -> (Integer) row[1], Collectors.toSet())));
    }
}
