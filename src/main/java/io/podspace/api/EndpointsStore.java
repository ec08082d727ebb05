package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

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
        Map<Long, ObjectFacts> facts = objects.of(project.id(), Topic.SERVICE);
        List<Workload> all = workloads.of(project);
        return services.list(project.id()).stream()
                .filter(service -> facts.containsKey(service.id()))
                .map(service -> tree(project, service, facts.get(service.id()), all))
                .toList();
    }

    /** Reads the deployments behind this one service alone. */
    @Override
    public ObjectNode get(ProjectView project, String name) {
        ObjectFacts facts = objects.named(project.id(), Topic.SERVICE, name).orElseThrow(() -> missing(name));
        ServiceView service = unlessGone(name, () -> services.view(facts.id()));
        return tree(project, service, facts, workloads.selected(project, service.selector()));
    }

    private static ObjectNode tree(ProjectView project, ServiceView service, ObjectFacts facts, List<Workload> all) {
        List<Workload> selected = all.stream()
                .filter(workload -> Selector.matches(service.selector(), workload.podLabels()))
                .toList();
        long version = selected.stream().mapToLong(Workload::version).max().orElse(1);
        ObjectMeta meta = Metadata.of(service.uid(), service.name(), project.name(), version, service.createdAt());
        return Trees.of(new EndpointsBuilder()
                .withMetadata(meta)
                .withSubsets(EndpointSubsets.of(project.name(), service, facts.annotations(), selected))
                .build());
    }
}
