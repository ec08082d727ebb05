package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Further pages of lists of one project: the names of all are looked at, the objects of the page alone are opened. A first
 * page is read with the whole list, since a watch may follow it that has to know what was there.
 */
@ApplicationScoped
class Pages {
    /** A longer page is read faster as a whole list. */
    private static final int LONGEST = 1000;

    @Inject
    Reader reader;

    /** @return empty where the whole list has to be read */
    Optional<Listing> read(Resource resource, Target target, long version) {
        long limit = target.number("limit", 0, Integer.MAX_VALUE);
        boolean fits = resource.namespaced() && target.namespace().isPresent() && limit > 0 && limit <= LONGEST;
        if (!fits
                || target.query("continue").isEmpty()
                || !target.query("fieldSelector").isEmpty()) {
            return Optional.empty();
        }
        ProjectView project = reader.project(resource, target);
        ObjectStore store = reader.store(resource);
        return store.names(project).map(all -> page(store, project, target, version, all));
    }

    private static Listing page(
            ObjectStore store, ProjectView project, Target target, long version, List<ObjectName> all) {
        Predicate<JsonNode> selector = Selector.of(target);
        List<String> names = all.stream()
                .filter(each -> selector.test(labelled(each.labels())))
                .map(ObjectName::name)
                .distinct()
                .sorted()
                .toList();
        return Listing.chosen(project.name(), names, target, version, chosen -> store.list(project, chosen));
    }

    private static ObjectNode labelled(Map<String, String> labels) {
        ObjectNode object = Trees.empty();
        labels.forEach(object.withObject("/metadata/labels")::put);
        return object;
    }
}
