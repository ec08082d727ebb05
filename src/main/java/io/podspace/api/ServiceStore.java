package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import io.podspace.service.PortWords;
import io.podspace.service.ProxyTable;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services. */
@ApplicationScoped
class ServiceStore implements ObjectStore {
    static final String ALGORITHM = "podspace.io/algorithm";
    private static final Resource RESOURCE =
            new Resource("", "v1", "services", "Service", true, List.of("svc"), Resources.ALL_VERBS, List.of("status"));

    @Inject
    Services services;

    @Inject
    ObjectReports objects;

    @Inject
    ServiceWriter writer;

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    public Optional<Topic> topic() {
        return Optional.of(Topic.SERVICE);
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        Map<Long, ObjectFacts> facts = objects.of(project.id(), Topic.SERVICE);
        return services.list(project.id()).stream()
                .filter(view -> facts.containsKey(view.id()))
                .map(view -> tree(project, view, facts.get(view.id())))
                .toList();
    }

    @Override
    public ObjectNode get(ProjectView project, String name) {
        ObjectFacts facts = objects.named(project.id(), Topic.SERVICE, name).orElseThrow(() -> missing(name));
        return tree(project, view(facts), facts);
    }

    private static ObjectNode tree(ProjectView project, ServiceView view, ObjectFacts facts) {
        ObjectMeta meta = Metadata.of(facts, project.name(), facts.version());
        Map<String, String> annotations = ServiceNotes.visible(facts.annotations());
        if (view.algorithm() == ProxyTable.Algorithm.LEAST_CONNECTIONS) {
            annotations.put(ALGORITHM, "least-connections");
        }
        meta.setAnnotations(annotations);
        String address = view.address().orElse(null);
        return Trees.of(new ServiceBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP(address)
                .withClusterIPs(address == null ? List.of() : List.of(address))
                .withSelector(view.selector())
                .withSessionAffinity(view.algorithm() == ProxyTable.Algorithm.SOURCE ? "ClientIP" : "None")
                .withPorts(view.ports().stream()
                        .map(port -> port(port, facts.annotations()))
                        .toList())
                .endSpec()
                .withNewStatus()
                .withNewLoadBalancer()
                .endLoadBalancer()
                .endStatus()
                .build());
    }

    private static ServicePort port(io.podspace.service.ServicePort port, Map<String, String> annotations) {
        return new ServicePortBuilder()
                .withName(port.name())
                .withPort(port.port())
                .withTargetPort(PortWords.of(port, annotations)
                        .map(IntOrString::new)
                        .orElseGet(() -> new IntOrString(port.targetPort())))
                .withProtocol("TCP")
                .withAppProtocol(port.protocol() == ProxyTable.Protocol.HTTP ? "http" : null)
                .build();
    }

    @Override
    public void create(ProjectView project, ObjectNode wish) {
        writer.create(project, wish);
    }

    @Override
    public void update(ProjectView project, ObjectNode live, ObjectNode wish) {
        writer.update(find(project, live.path("metadata").path("name").asText()), project, live, wish);
    }

    @Override
    public void delete(ProjectView project, String name) {
        services.remove(find(project, name).id());
    }

    private ServiceView find(ProjectView project, String name) {
        return view(objects.named(project.id(), Topic.SERVICE, name).orElseThrow(() -> missing(name)));
    }

    private ServiceView view(ObjectFacts facts) {
        return unlessGone(facts.name(), () -> services.view(facts.id()));
    }
}
