package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.report.ObjectReports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Objects of a kind in all projects that the caller may see, and those that lie in none. */
@ApplicationScoped
class Everywhere {
    @Inject
    Resources resources;

    @Inject
    Namespaces namespaces;

    @Inject
    Projects projects;

    @Inject
    ObjectReports objects;

    List<ObjectNode> list(Resource resource) {
        if (!resource.namespaced()) {
            return namespaces.list(resource);
        }
        ObjectStore store = resources.store(resource).orElseThrow(ApiFault::noSuchPath);
        return objects.projects().stream()
                .flatMap(project -> inside(store, project))
                .toList();
    }

    /** A project that goes between two statements was not there. */
    private Stream<ObjectNode> inside(ObjectStore store, long id) {
        try {
            ProjectView project = projects.view(id);
            return store.toRead().grantedTo(project.role()) ? store.list(project).stream() : Stream.empty();
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return Stream.empty();
        }
    }
}
