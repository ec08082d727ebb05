package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.project.ProjectView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The pods behind each service, as current clients ask for them: endpoints in another form. Read-only. */
@ApplicationScoped
class EndpointSliceStore implements ObjectStore {
    private static final Resource RESOURCE = new Resource(
            "discovery.k8s.io",
            "v1",
            "endpointslices",
            "EndpointSlice",
            true,
            List.of(),
            List.of("get", "list", "watch"),
            List.of());

    @Inject
    EndpointsStore endpoints;

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        return endpoints.list(project).stream()
                .flatMap(each -> EndpointSlices.of(each).stream())
                .toList();
    }

    @Override
    public ObjectNode get(ProjectView project, String name) {
        try {
            return EndpointSlices.of(endpoints.get(project, EndpointSlices.service(name))).stream()
                    .filter(slice ->
                            slice.path("metadata").path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow(() -> missing(name));
        } catch (ApiFault e) {
            throw e.status().code() == 404 ? missing(name) : e;
        }
    }
}
