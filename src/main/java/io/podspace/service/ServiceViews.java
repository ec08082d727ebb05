package io.podspace.service;

import java.util.List;

/** Rows as records: no row leaves the room. */
final class ServiceViews {
    private ServiceViews() {}

    static ServiceView view(Service service, List<ServiceRows.Use> uses) {
        return new ServiceView(
                service.id(),
                service.uid(),
                service.projectId(),
                service.name(),
                service.ports(),
                service.algorithm(),
                service.selector(),
                service.address(),
                service.inSync(),
                service.syncMessage(),
                uses.stream().map(ServiceRows.Use::route).distinct().toList(),
                service.deleting(),
                service.generation(),
                service.createdAt());
    }

    static ServiceChange wish(Service service) {
        return new ServiceChange(service.ports(), service.algorithm(), service.selector());
    }
}
