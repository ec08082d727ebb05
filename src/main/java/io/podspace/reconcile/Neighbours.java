package io.podspace.reconcile;

import io.podspace.host.ContainerState;
import io.podspace.host.HostKeeper;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.ObservedContainer;
import io.podspace.service.ProxySpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;

/** Proxies in a project's network, by what engines show: so every node can ask one, also those that do not act. */
@ApplicationScoped
class Neighbours {
    @Inject
    HostKeeper keeper;

    @Inject
    ProxySpecs specs;

    /** One that runs, good for questions only. @param project row id */
    Optional<ProxySpec> in(long project) {
        return Stream.of(ProxySpecs.BALANCER, ProxySpecs.CHECKER)
                .flatMap(kind -> keeper.seen(kind).entrySet().stream())
                .flatMap(host -> host.getValue().stream()
                        .filter(each -> each.state() == ContainerState.RUNNING)
                        .filter(each ->
                                Long.toString(project).equals(each.labels().get(Labels.PROJECT)))
                        .map(each -> spec(project, host.getKey(), each)))
                .findFirst();
    }

    private ProxySpec spec(long project, HostRef host, ObservedContainer container) {
        String service = container.labels().get(Labels.SERVICE);
        return service == null
                ? specs.leavingChecker(project, host)
                : specs.leaving(project, Long.parseLong(service), host);
    }
}
