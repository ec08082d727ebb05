package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.security.CurrentUser;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Answers who the caller is ({@code kubectl auth whoami}) and what that may do ({@code can-i}), by the same rules that the
 * boundaries ask for. Nothing is kept.
 */
@ApplicationScoped
class Reviews {
    private static final String GROUP = "authorization.k8s.io";
    static final Resource ACCESS = resource("selfsubjectaccessreviews", "SelfSubjectAccessReview");
    static final Resource RULES = resource("selfsubjectrulesreviews", "SelfSubjectRulesReview");
    static final Resource WHO = new Resource(
            "authentication.k8s.io",
            "v1",
            "selfsubjectreviews",
            "SelfSubjectReview",
            false,
            List.of(),
            List.of("create"),
            List.of());
    private static final String ADMINISTRATORS = "podspace:administrators";
    private static final String EVERYBODY = "system:authenticated";
    private static final List<String> READS = List.of("get", "list", "watch");

    @Inject
    Resources resources;

    @Inject
    Namespaces namespaces;

    @Inject
    CurrentUser user;

    private static Resource resource(String plural, String kind) {
        return new Resource(GROUP, "v1", plural, kind, false, List.of(), List.of("create"), List.of());
    }

    static boolean isOne(Resource resource) {
        return resource.equals(ACCESS) || resource.equals(RULES) || resource.equals(WHO);
    }

    /** @param body the review with its question */
    ObjectNode answer(Resource resource, JsonNode body) {
        ObjectNode review = Trees.object(resource.apiVersion(), resource.kind());
        review.putObject("metadata").putNull("creationTimestamp");
        if (resource.equals(WHO)) {
            review.putObject("status").set("userInfo", who());
            return review;
        }
        JsonNode spec = body.path("spec");
        review.set("spec", spec.isObject() ? spec : Trees.empty());
        review.set(
                "status",
                resource.equals(ACCESS)
                        ? access(spec)
                        : rules(spec.path("namespace").asText()));
        return review;
    }

    private ObjectNode who() {
        ObjectNode who = Trees.empty().put("username", user.name());
        ArrayNode groups = who.putArray("groups");
        if (user.administrator()) {
            groups.add(ADMINISTRATORS);
        }
        groups.add(EVERYBODY);
        return who;
    }

    private ObjectNode access(JsonNode spec) {
        JsonNode wish = spec.path("resourceAttributes");
        if (!wish.isObject()) {
            boolean reads =
                    READS.contains(Trees.at(spec, "nonResourceAttributes.verb").asText());
            return Trees.empty().put("allowed", reads);
        }
        Optional<Resource> resource = resources.all().stream()
                .filter(each -> each.plural().equals(wish.path("resource").asText())
                        && each.group().equals(wish.path("group").asText()))
                .findFirst();
        if (resource.isEmpty()) {
            boolean everything = wish.path("resource").asText().equals("*") && user.administrator();
            return status(everything, "PodSpace has no such objects");
        }
        String verb = wish.path("verb").asText();
        String sub = wish.path("subresource").asText();
        boolean carried = resource.get().kind().equals("Pod") && PodStreams.SUBRESOURCES.contains(sub);
        boolean has = carried ? List.of("create", "get", "*").contains(verb) : known(resource.get(), verb);
        if (!(sub.isEmpty() || resource.get().subresources().contains(sub)) || !has) {
            return status(false, "PodSpace does not have this verb for them");
        }
        String place = resource.get().namespaced()
                ? wish.path("namespace").asText()
                : wish.path("name").asText();
        return status(
                allowed(resource.get(), carried ? "create" : verb, place), "your role or your token does not allow it");
    }

    private static boolean known(Resource resource, String verb) {
        return verb.equals("*") || resource.verbs().contains(verb);
    }

    /** @param place name of the namespace; empty: all, of which everybody sees their own */
    private boolean allowed(Resource resource, String verb, String place) {
        if (isOne(resource)) {
            return true;
        }
        if (place.isEmpty()) {
            boolean makes = !resource.namespaced() && verb.equals("create");
            return READS.contains(verb) || makes && !user.scope().limited() || user.administrator();
        }
        return role(place)
                .filter(project -> least(resource, verb).grantedTo(project.role()))
                .isPresent();
    }

    private Optional<ProjectView> role(String namespace) {
        try {
            return Optional.of(namespaces.find(namespace));
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Permission least(Resource resource, String verb) {
        if (READS.contains(verb)) {
            return resources.store(resource).map(ObjectStore::toRead).orElse(Permission.VIEW);
        }
        boolean removesProject =
                !resource.namespaced() && List.of("delete", "*").contains(verb);
        return removesProject ? Permission.OWN : Permission.EDIT;
    }

    private static ObjectNode status(boolean allowed, String otherwise) {
        ObjectNode status = Trees.empty().put("allowed", allowed);
        return allowed ? status : status.put("reason", otherwise);
    }

    /** All that the caller may do in a namespace. */
    private ObjectNode rules(String namespace) {
        ObjectNode status = Trees.empty();
        ArrayNode rules = status.putArray("resourceRules");
        for (Resource resource : resources.all()) {
            List<String> verbs = resource.verbs().stream()
                    .filter(verb -> allowed(resource, verb, namespace))
                    .toList();
            if (!verbs.isEmpty()) {
                ObjectNode rule = rules.addObject();
                verbs.forEach(rule.putArray("verbs")::add);
                rule.putArray("apiGroups").add(resource.group());
                rule.putArray("resources").add(resource.plural());
            }
        }
        status.putArray("nonResourceRules");
        return status.put("incomplete", false);
    }
}
