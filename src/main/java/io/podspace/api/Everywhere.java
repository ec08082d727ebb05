package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

    List<ObjectNode> list(Resource resource) {
        if (!resource.namespaced()) {
            return namespaces.list(resource);
        }
        ObjectStore store = resources.store(resource).orElseThrow(ApiFault::noSuchPath);
        return projects(store).stream()
                .flatMap(project -> unlessGone(() -> store.list(project)).stream())
                .toList();
    }

    /** See {@link ObjectStore#chosen}. */
    Optional<List<ObjectNode>> chosen(ObjectStore store, List<Selector.Requirement> requirements) {
        return projects(store).stream()
                .flatMap(project -> unlessGone(() -> List.of(store.chosen(project, requirements))).stream())
                .reduce(Optional.of(List.of()), Everywhere::both);
    }

    private static Optional<List<ObjectNode>> both(Optional<List<ObjectNode>> one, Optional<List<ObjectNode>> other) {
        return one.flatMap(found ->
                other.map(more -> Stream.concat(found.stream(), more.stream()).toList()));
    }

    /** Those in which the caller may read such objects. */
    List<ProjectView> projects(ObjectStore store) {
        return projects.visible().stream()
                .filter(project -> store.toRead().grantedTo(project.role()))
                .toList();
    }

    /** A project that goes between two statements was not there. */
    static <T> List<T> unlessGone(Supplier<List<T>> read) {
        try {
            return read.get();
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return List.of();
        }
    }
}
