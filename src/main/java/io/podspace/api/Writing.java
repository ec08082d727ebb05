package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers create, update, patch and delete. */
@ApplicationScoped
class Writing {
    private static final List<String> CHANGES = List.of("patch", "update");

    @Inject
    Reader reader;

    @Inject
    Writer writer;

    @Inject
    Scales scales;

    @Inject
    Reviews reviews;

    void answer(HttpServletRequest request, HttpServletResponse response, Resource resource, Target target)
            throws IOException {
        target.dryRun();
        Optional<Absent> absent = Absent.of(resource);
        if (absent.isPresent()) {
            throw absent.get().refusal();
        }
        if (Reviews.isOne(resource)) {
            must(
                    resource,
                    "create",
                    request.getMethod().equals("POST") && target.name().isEmpty());
            Reply.send(response, 201, reviews.answer(resource, Body.json(request)));
            return;
        }
        if (resource.equals(Resources.PROJECT_REQUESTS)) {
            must(
                    resource,
                    "create",
                    request.getMethod().equals("POST") && target.name().isEmpty());
            JsonNode project = ProjectRequests.project(target, Body.json(request));
            FieldOwner client = FieldOwner.update(target, request.getHeader("User-Agent"), "");
            Reply.send(response, 201, writer.create(Resources.PROJECTS, target, project, client, new ArrayList<>()));
            return;
        }
        if (target.subresource().isPresent()) {
            subresource(request, response, resource, target);
            return;
        }
        List<String> warnings = new ArrayList<>();
        FieldOwner manager = FieldOwner.update(target, request.getHeader("User-Agent"), "");
        switch (request.getMethod()) {
            case "POST" -> {
                must(resource, "create", target.name().isEmpty());
                ObjectNode made = writer.create(resource, target, Body.json(request), manager, warnings);
                send(response, 201, made, warnings);
            }
            case "PUT" -> {
                must(resource, "update", target.name().isPresent());
                send(response, 200, writer.update(resource, target, Body.json(request), manager, warnings), warnings);
            }
            case "PATCH" -> {
                must(resource, "patch", target.name().isPresent());
                JsonNode patch = Body.patch(request);
                String type = Body.type(request);
                if (type.equals(Body.APPLY)) {
                    apply(response, resource, target, patch, warnings);
                } else {
                    send(response, 200, writer.patch(resource, target, type, patch, manager, warnings), warnings);
                }
            }
            case "DELETE" -> {
                must(resource, "delete", true);
                JsonNode options = Body.options(request);
                Preconditions conditions = Preconditions.of(options.path("preconditions"));
                Reply.send(response, 200, delete(resource, target, conditions, Grace.of(target, options)));
            }
            default -> throw ApiFault.notAllowed("There is no method " + request.getMethod() + " here.");
        }
    }

    private void apply(
            HttpServletResponse response, Resource resource, Target target, JsonNode body, List<String> warnings)
            throws IOException {
        Writer.Outcome outcome =
                writer.apply(resource, target, body, FieldOwner.apply(target), target.flag("force"), warnings);
        send(response, outcome.created() ? 201 : 200, outcome.object(), warnings);
    }

    /** One object, or all that the selectors match. */
    private ObjectNode delete(Resource resource, Target target, Preconditions conditions, OptionalInt graceSeconds) {
        if (target.name().isPresent()) {
            return writer.delete(resource, target, conditions, graceSeconds);
        }
        if (!resource.namespaced() || target.namespace().isEmpty()) {
            throw ApiFault.notAllowed("Delete them one by one, or those of one namespace.");
        }
        Listing list = reader.list(resource, target);
        for (ObjectNode object : list.objects()) {
            writer.delete(
                    resource,
                    target.withName(object.path("metadata").path("name").asText()),
                    conditions,
                    graceSeconds);
        }
        return list.tree(resource);
    }

    private void subresource(HttpServletRequest request, HttpServletResponse response, Resource resource, Target target)
            throws IOException {
        String sub = target.subresource().get();
        if (sub.equals("ephemeralcontainers")) {
            throw ApiFault.notAllowed(
                    "A pod has one container, and none is added. Run a command in it: kubectl exec -it "
                            + target.name().orElse("POD") + " -- sh");
        }
        if (!resource.subresources().contains(sub)) {
            throw ApiFault.noSubresource(resource, sub);
        }
        if (!resource.kind().equals("Deployment") || !sub.equals("scale")) {
            throw ApiFault.notAllowed("%s/%s cannot be changed".formatted(resource.plural(), sub));
        }
        FieldOwner manager = FieldOwner.update(target, request.getHeader("User-Agent"), "scale");
        Reply.send(
                response,
                200,
                switch (request.getMethod()) {
                    case "PUT" -> scales.update(resource, target, Body.json(request), manager);
                    case "PATCH" -> {
                        JsonNode patch = Body.patch(request);
                        yield scales.patch(resource, target, Body.type(request), patch, manager);
                    }
                    default -> throw ApiFault.notAllowed("A scale is changed by PUT or PATCH.");
                });
    }

    private static void must(Resource resource, String verb, boolean fits) {
        if (fits && verb.equals("create") && resource.kind().equals("Pod")) {
            throw ApiFault.notAllowed(
                    "Pods are made by their deployment. Make one: kubectl create deployment NAME --image=IMAGE");
        }
        if (fits && CHANGES.contains(verb) && resource.kind().equals("Pod")) {
            throw ApiFault.notAllowed(
                    "Pods take no changes of their own. Change their deployment: its template has their"
                            + " labels and containers.");
        }
        if (!fits || !resource.verbs().contains(verb)) {
            throw ApiFault.notAllowed("%s cannot be asked to %s here".formatted(resource.qualified(), verb));
        }
    }

    private static void send(HttpServletResponse response, int code, ObjectNode object, List<String> warnings)
            throws IOException {
        for (String warning : warnings) {
            response.addHeader(
                    "Warning",
                    "299 - \"%s\"".formatted(warning.replace("\\", "").replace("\"", "\\\"")));
        }
        Reply.send(response, code, object);
    }
}
