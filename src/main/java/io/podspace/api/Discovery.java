package io.podspace.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the API has, as clients ask for it before anything else. */
@ApplicationScoped
class Discovery {
    private static final String MAJOR = "1";
    private static final String MINOR = "20";

    @Inject
    Resources resources;

    /** The release of Kubernetes whose objects these are; clients compare it with their own. */
    ObjectNode version() {
        return Trees.empty()
                .put("major", MAJOR)
                .put("minor", MINOR)
                .put("gitVersion", "v1.20.0+podspace")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "javac")
                .put("platform", "java");
    }

    /** {@code /api} */
    ObjectNode versions() {
        ObjectNode tree = Trees.empty().put("kind", "APIVersions");
        tree.putArray("versions").add("v1");
        tree.putArray("serverAddressByClientCIDRs");
        return tree;
    }

    /** {@code /apis} */
    ObjectNode groups() {
        ObjectNode tree = Trees.object("v1", "APIGroupList");
        ArrayNode groups = tree.putArray("groups");
        names().forEach(name -> groups.add(entry(name)));
        return tree;
    }

    /** {@code /apis/<group>} */
    Optional<ObjectNode> group(String name) {
        return names().contains(name)
                ? Optional.of(Trees.object("v1", "APIGroup").setAll(entry(name)))
                : Optional.empty();
    }

    /** {@code /api/v1} and {@code /apis/<group>/<version>} */
    Optional<ObjectNode> list(String group, String version) {
        List<Resource> here = resources.all().stream()
                .filter(resource ->
                        resource.group().equals(group) && resource.version().equals(version))
                .toList();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode tree = Trees.object("v1", "APIResourceList");
        tree.put("groupVersion", here.getFirst().apiVersion());
        ArrayNode list = tree.putArray("resources");
        for (Resource resource : here) {
            add(list, resource, resource.plural(), resource.kind(), resource.verbs());
            for (String sub : resource.subresources()) {
                ObjectNode entry =
                        add(list, resource, resource.plural() + "/" + sub, kind(resource, sub), verbs(resource, sub));
                if (sub.equals("scale")) {
                    entry.put("group", "autoscaling").put("version", "v1");
                }
            }
        }
        return Optional.of(tree);
    }

    private static String kind(Resource resource, String sub) {
        return switch (sub) {
            case "scale" -> "Scale";
            case "attach" -> "PodAttachOptions";
            case "exec" -> "PodExecOptions";
            case "portforward" -> "PodPortForwardOptions";
            default -> resource.kind();
        };
    }

    private static List<String> verbs(Resource resource, String sub) {
        return switch (sub) {
            case "scale" -> List.of("get", "patch", "update");
            case "attach", "exec", "portforward" -> List.of("create", "get");
            default -> List.of("get");
        };
    }

    private static ObjectNode add(ArrayNode list, Resource resource, String name, String kind, List<String> verbs) {
        ObjectNode entry = list.addObject();
        boolean whole = name.equals(resource.plural());
        entry.put("name", name).put("singularName", whole ? resource.singular() : "");
        entry.put("namespaced", resource.namespaced()).put("kind", kind);
        ArrayNode words = entry.putArray("verbs");
        verbs.forEach(words::add);
        if (whole && !resource.shortNames().isEmpty()) {
            ArrayNode shortNames = entry.putArray("shortNames");
            resource.shortNames().forEach(shortNames::add);
        }
        if (whole && resource.all()) {
            entry.putArray("categories").add("all");
        }
        return entry;
    }

    private List<String> names() {
        return resources.all().stream()
                .map(Resource::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private ObjectNode entry(String group) {
        ObjectNode entry = Trees.empty().put("name", group);
        ArrayNode versions = entry.putArray("versions");
        List<String> known = resources.all().stream()
                .filter(resource -> resource.group().equals(group))
                .map(Resource::version)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        known.forEach(version ->
                versions.addObject().put("groupVersion", group + "/" + version).put("version", version));
        entry.putObject("preferredVersion")
                .put("groupVersion", group + "/" + known.getFirst())
                .put("version", known.getFirst());
        return entry;
    }
}
