package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import io.podspace.report.PodView;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** The pods behind each service, as endpoints. Read-only. */
@ApplicationScoped
class EndpointsStore implements ObjectStore {
    private static final Resource RESOURCE = new Resource(
            "", "v1", "endpoints", "Endpoints", true, List.of("ep"), List.of("get", "list", "watch"), List.of());

    @Inject
    Services services;

    @Inject
    Workloads workloads;

    @Inject
    ObjectReports objects;

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        List<Workload> all = workloads.of(project);
        return services.list(project.id()).stream()
                .map(service -> tree(project, service, all))
                .toList();
    }

    /** Reads the deployments behind this one service alone. */
    @Override
    public ObjectNode get(ProjectView project, String name) {
        ObjectFacts facts = objects.named(project.id(), Topic.SERVICE, name).orElseThrow(() -> missing(name));
        ServiceView service = unlessGone(name, () -> services.view(facts.id()));
        return tree(project, service, workloads.selected(project, service.selector()));
    }

    private static ObjectNode tree(ProjectView project, ServiceView service, List<Workload> all) {
        List<Workload> selected = all.stream()
                .filter(workload -> Selector.matches(service.selector(), workload.podLabels()))
                .toList();
        long version = selected.stream().mapToLong(Workload::version).max().orElse(1);
        ObjectMeta meta = Metadata.of(service.uid(), service.name(), project.name(), version, service.createdAt());
        List<EndpointAddress> ready = addresses(project, selected, true);
        List<EndpointAddress> others = addresses(project, selected, false);
        EndpointsBuilder endpoints = new EndpointsBuilder().withMetadata(meta);
        if (!ready.isEmpty() || !others.isEmpty()) {
            endpoints.withSubsets(new EndpointSubsetBuilder()
                    .withAddresses(ready)
                    .withNotReadyAddresses(others)
                    .withPorts(
                            service.ports().stream().map(EndpointsStore::port).toList())
                    .build());
        }
        return Trees.of(endpoints.build());
    }

    private static List<EndpointAddress> addresses(ProjectView project, List<Workload> selected, boolean serving) {
        Stream<PodView> pods = selected.stream().flatMap(workload -> workload.pods().stream());
        return pods.filter(pod -> pod.address().isPresent() && pod.phase().active() && pod.serving() == serving)
                .map(pod -> new EndpointAddressBuilder()
                        .withIp(pod.address().orElseThrow())
                        .withNodeName(pod.host().orElse(null))
                        .withNewTargetRef()
                        .withKind("Pod")
                        .withNamespace(project.name())
                        .withName(pod.name())
                        .withUid(pod.uid())
                        .endTargetRef()
                        .build())
                .toList();
    }

    private static EndpointPort port(io.podspace.service.ServicePort port) {
        return new EndpointPortBuilder()
                .withName(port.name())
                .withPort(port.targetPort())
                .withProtocol("TCP")
                .build();
    }
}
