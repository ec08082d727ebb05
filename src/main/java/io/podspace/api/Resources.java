package io.podspace.api;

import io.podspace.platform.Changed.Topic;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All kinds of objects that the API has. */
@ApplicationScoped
class Resources {
    /** Of what is kept by PodSpace and can be changed. */
    static final List<String> ALL_VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private static final List<String> PROJECT_VERBS =
            List.of("create", "delete", "get", "list", "patch", "update", "watch");

    static final Resource NAMESPACES = new Resource(
            "", "v1", "namespaces", "Namespace", false, List.of("ns"), PROJECT_VERBS, List.of("status", "finalize"));
    static final Resource PROJECTS = new Resource(
            "project.openshift.io", "v1", "projects", "Project", false, List.of(), PROJECT_VERBS, List.of());

    static final Resource PROJECT_REQUESTS = new Resource(
            "project.openshift.io",
            "v1",
            "projectrequests",
            "ProjectRequest",
            false,
            List.of(),
            List.of("create"),
            List.of());

    @Inject
    Instance<ObjectStore> stores;

    private final List<ObjectStore> known = new ArrayList<>();

    @PostConstruct
    void collect() {
        stores.forEach(known::add);
    }

    /** By group, then as they were found. */
    List<Resource> all() {
        List<Resource> all = new ArrayList<>(List.of(NAMESPACES, PROJECTS, PROJECT_REQUESTS));
        known.forEach(store -> all.add(store.resource()));
        all.addAll(List.of(Reviews.ACCESS, Reviews.RULES, Reviews.WHO));
        Absent.ALL.forEach(absent -> all.add(absent.resource()));
        return all;
    }

    Optional<ObjectStore> store(Resource resource) {
        return known.stream().filter(store -> store.resource().equals(resource)).findFirst();
    }

    /** The kinds as which rows of a topic are shown. */
    List<ObjectStore> of(Topic topic) {
        return known.stream()
                .filter(store -> store.topic().equals(Optional.of(topic)))
                .toList();
    }

    /** @throws ApiFault 404 when there is no such kind at that address */
    Resource find(Target target) {
        return all().stream()
                .filter(resource -> resource.group().equals(target.group())
                        && resource.version().equals(target.version())
                        && resource.plural().equals(target.plural())
                        && (resource.namespaced() || target.namespace().isEmpty()))
                .findFirst()
                .orElseThrow(ApiFault::noSuchPath);
    }
}
