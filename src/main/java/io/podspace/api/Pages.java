package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectName;
import io.podspace.security.CurrentUser;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists that hold a part of what there is: the names of all are looked at, the objects of the part alone are opened. A watch
 * that follows is told of the others what it cannot know the client to have seen.
 */
@ApplicationScoped
class Pages {
    private static final String NAME = "metadata.name";
    private static final String NAMESPACE = "metadata.namespace";

    /** A longer page is read faster as a whole list. */
    private static final int LONGEST = 1000;

    @Inject
    Reader reader;

    @Inject
    Everywhere everywhere;

    @Inject
    Watches watches;

    @Inject
    Permissions permissions;

    @Inject
    CurrentUser user;

    private record Candidate(ProjectView project, ObjectName object) {
        String key() {
            return Listing.key(project.name(), object.name());
        }

        boolean chosenBy(Selector selector) {
            return selector.test(object.labels()::get, this::field);
        }

        private String field(String path) {
            return switch (path) {
                case NAME -> object.name();
                case NAMESPACE -> project.name();
                default -> object.fields().getOrDefault(path, "");
            };
        }
    }

    /** @return empty where the whole list has to be read */
    Optional<Listing> read(Resource resource, Target target, long version) {
        if (!resource.namespaced()) {
            return Optional.empty();
        }
        ObjectStore store = reader.store(resource);
        if (!fits(store, target)) {
            return Optional.empty();
        }
        if (target.namespace().isEmpty()) {
            Place place = new Place.Everywhere(user.bearer().orElseThrow());
            return read(resource, store, place, everywhere.projects(store), target, version);
        }
        ProjectView project = reader.project(resource, target);
        permissions.require(project.id(), store.toRead());
        return read(resource, store, Place.OneProject.of(project), List.of(project), target, version);
    }

    private static boolean fits(ObjectStore store, Target target) {
        Set<String> fields = new HashSet<>(Selector.fields(target));
        fields.remove(NAMESPACE);
        long limit = target.number("limit", 0, Integer.MAX_VALUE);
        boolean part = limit > 0 && limit <= LONGEST || !fields.isEmpty();
        fields.remove(NAME);
        return part && store.fieldsOfNames().containsAll(fields);
    }

    private Optional<Listing> read(
            Resource resource,
            ObjectStore store,
            Place place,
            List<ProjectView> projects,
            Target target,
            long version) {
        List<Candidate> all = new ArrayList<>();
        for (ProjectView project : projects) {
            Optional<List<ObjectName>> names = store.names(project);
            if (names.isEmpty()) {
                return Optional.empty();
            }
            names.get().forEach(name -> all.add(new Candidate(project, name)));
        }
        Listing page = page(store, all, target, version);
        if (target.query("continue").isEmpty()) {
            List<String> uids = all.stream().map(each -> each.object().uid()).toList();
            watches.remember(resource, place, version, uids, page.objects());
        } else {
            watches.add(resource, place, page.version(), page.objects());
        }
        return Optional.of(page);
    }

    private static Listing page(ObjectStore store, List<Candidate> all, Target target, long version) {
        Selector selector = Selector.of(target);
        Map<String, Candidate> selected = new HashMap<>();
        all.stream().filter(each -> each.chosenBy(selector)).forEach(each -> selected.putIfAbsent(each.key(), each));
        List<String> keys = selected.keySet().stream().sorted().toList();
        return Listing.chosen(
                keys, target, version, chosen -> open(
                                store, chosen.stream().map(selected::get).toList())
                        .stream()
                        .filter(selector)
                        .toList());
    }

    private static List<ObjectNode> open(ObjectStore store, List<Candidate> chosen) {
        Map<ProjectView, Set<String>> names = chosen.stream()
                .collect(Collectors.groupingBy(
                        Candidate::project,
                        Collectors.mapping(each -> each.object().name(), Collectors.toSet())));
        return names.entrySet().stream()
                .flatMap(each -> Everywhere.unlessGone(() -> store.list(each.getKey(), each.getValue())).stream())
                .toList();
    }
}
