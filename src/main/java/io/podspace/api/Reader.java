package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectReports;
import io.podspace.security.CurrentUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gets and lists objects of every kind, as the caller. */
@ApplicationScoped
class Reader {
    private static final String PLATFORM = "kube-system";

    @Inject
    Resources resources;

    @Inject
    Namespaces namespaces;

    @Inject
    ObjectReports objects;

    @Inject
    Everywhere everywhere;

    @Inject
    Watches watches;

    @Inject
    Pages pages;

    @Inject
    CurrentUser user;

    ObjectNode get(Resource resource, Target target) {
        String name = target.name().orElseThrow();
        Optional<Absent> absent = Absent.of(resource);
        if (absent.isPresent()) {
            inAPlace(resource, target);
            throw absent.get().missing(name);
        }
        return resource.namespaced() ? store(resource).get(project(resource, target), name) : namespace(resource, name);
    }

    Listing list(Resource resource, Target target) {
        Selector.mustBeKnown(resource, target);
        long version = objects.version();
        if (ofThePlatform(resource, target)) {
            return Listing.of(List.of(), target, version);
        }
        if (Absent.of(resource).isPresent()) {
            inAPlace(resource, target);
            return Listing.of(List.of(), target, version);
        }
        Optional<Listing> page = pages.read(resource, target, version);
        if (page.isPresent()) {
            return page.orElseThrow();
        }
        List<ObjectNode> found = all(resource, target, version);
        List<ObjectNode> all = chosen(resource, target).orElse(found).stream()
                .filter(Selector.of(target))
                .map(object -> Map.entry(Listing.key(object), object))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        return Listing.of(all, target, version);
    }

    /** Where clients look for parts of the platform itself, which are no objects: {@code kubectl cluster-info}. */
    private boolean ofThePlatform(Resource resource, Target target) {
        if (!resource.namespaced() || !target.namespace().equals(Optional.of(PLATFORM))) {
            return false;
        }
        try {
            namespaces.find(PLATFORM);
            return false;
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return true;
        }
    }

    /** What is in a namespace that is not there, or not the caller's, is not told of kinds that are nowhere either. */
    private void inAPlace(Resource resource, Target target) {
        if (resource.namespaced() && target.namespace().isPresent()) {
            project(resource, target);
        }
    }

    /** @throws PodSpaceException NOT_FOUND for a project that is not there or not the caller's */
    ProjectView project(Resource resource, Target target) {
        String name = target.namespace()
                .orElseThrow(() -> ApiFault.badRequest(
                        "%s lie in a namespace; name it in the address".formatted(resource.plural())));
        try {
            return namespaces.find(name);
        } catch (PodSpaceException e) {
            throw e.code() == ErrorCode.NOT_FOUND ? missing("namespaces", name) : e;
        }
    }

    ObjectStore store(Resource resource) {
        return resources.store(resource).orElseThrow(ApiFault::noSuchPath);
    }

    private ObjectNode namespace(Resource resource, String name) {
        try {
            return namespaces.get(resource, name);
        } catch (PodSpaceException e) {
            throw e.code() == ErrorCode.NOT_FOUND ? missing(resource.qualified(), name) : e;
        }
    }

    private List<ObjectNode> all(Resource resource, Target target, long version) {
        Place place;
        List<ObjectNode> found;
        if (resource.namespaced() && target.namespace().isPresent()) {
            ProjectView project = project(resource, target);
            place = Place.OneProject.of(project);
            found = store(resource).list(project);
        } else {
            place = new Place.Everywhere(user.bearer().orElseThrow());
            found = everywhere.list(resource);
        }
        if (resource.verbs().contains("watch")) {
            watches.remember(
                    resource, place, version, found.stream().map(Trees::uid).toList(), found);
        }
        return found;
    }

    /** Of what only the newest are listed of, those that are wanted may be older. A watch from here is one of the newest. */
    private Optional<List<ObjectNode>> chosen(Resource resource, Target target) {
        List<Selector.Requirement> requirements = Selector.requirements(target);
        if (requirements.isEmpty() || !resource.namespaced()) {
            return Optional.empty();
        }
        ObjectStore store = store(resource);
        if (target.namespace().isPresent()) {
            return store.chosen(project(resource, target), requirements);
        }
        return everywhere.chosen(store, requirements);
    }

    private static ApiFault missing(String what, String name) {
        return new ApiFault(404, "NotFound", "%s \"%s\" not found".formatted(what, name));
    }
}
