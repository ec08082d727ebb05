package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.project.ProjectView;
import io.podspace.security.ApiCaller;
import io.podspace.security.Bearer;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Answers get, list and watch, as objects or as the rows of a table. */
@ApplicationScoped
class Reading {
    @Inject
    Reader reader;

    @Inject
    Scales scales;

    @Inject
    LogStream logs;

    @Inject
    WatchStream watches;

    @Inject
    Permissions permissions;

    @Inject
    Clock clock;

    void answer(HttpServletRequest request, HttpServletResponse response, Resource resource, Target target)
            throws IOException {
        if (!resource.verbs().contains("get")) {
            throw ApiFault.notAllowed("%s can only be created".formatted(resource.qualified()));
        }
        String table = Tables.version(request.getHeader("Accept"));
        if (target.flag("watch")) {
            refuseUpgrade(request);
            watch(request, response, resource, target, table);
        } else if (target.subresource().filter(sub -> !sub.equals("status")).isPresent()) {
            subresource(request, response, resource, target);
        } else if (target.name().isPresent()) {
            one(response, resource, target, table);
        } else {
            list(request, response, resource, target, table);
        }
    }

    /** Client libraries take this answer for the sign to ask by plain HTTP; a stream of events instead keeps them waiting. */
    private static void refuseUpgrade(HttpServletRequest request) {
        if (Upgrade.asked(request)) {
            throw new ApiFault(
                    503,
                    "ServiceUnavailable",
                    "PodSpace tells watches over plain HTTP, not over a WebSocket. Ask again without an upgrade.");
        }
    }

    private void one(HttpServletResponse response, Resource resource, Target target, String table) throws IOException {
        ObjectNode object = reader.get(resource, target);
        ObjectNode meta = Trees.empty()
                .put(
                        "resourceVersion",
                        object.path("metadata").path("resourceVersion").asText());
        Reply.send(
                response,
                200,
                table == null
                        ? object
                        : Tables.of(table, resource.kind(), List.of(object), meta, include(target), clock.instant()));
    }

    private void list(
            HttpServletRequest request, HttpServletResponse response, Resource resource, Target target, String table)
            throws IOException {
        Listing list = reader.list(resource, target);
        Reply.stream(
                request,
                response,
                table == null
                        ? list.tree(resource)
                        : Tables.of(
                                table, resource.kind(), list.objects(), list.meta(), include(target), clock.instant()));
    }

    private void subresource(HttpServletRequest request, HttpServletResponse response, Resource resource, Target target)
            throws IOException {
        if (resource.kind().equals("Pod") && target.subresource().get().equals("log")) {
            logs.open(request, response, reader.project(resource, target), reader.get(resource, target), target);
            return;
        }
        if (!resource.kind().equals("Deployment") || !target.subresource().get().equals("scale")) {
            throw ApiFault.noSubresource(resource, target.subresource().get());
        }
        Reply.send(response, 200, scales.get(resource, target));
    }

    private void watch(
            HttpServletRequest request, HttpServletResponse response, Resource resource, Target target, String table)
            throws IOException {
        Selector.mustBeKnown(resource, target);
        if (!resource.verbs().contains("watch")) {
            throw ApiFault.notAllowed("%s cannot be watched".formatted(resource.qualified()));
        }
        if (target.flag("sendInitialEvents")) {
            throw ApiFault.invalid(
                    "ListOptions",
                    List.of(new ApiFault.Cause(
                            "FieldValueForbidden", "list first, then watch from there", "sendInitialEvents")));
        }
        Bearer bearer = ApiCaller.bearer(request).orElseThrow();
        Permission least = resource.namespaced() ? reader.store(resource).toRead() : Permission.VIEW;
        Instant now = clock.instant();
        watches.open(
                request,
                response,
                bearer,
                target,
                new WatchStream.Wish(
                        resource,
                        place(resource, target, least, bearer),
                        least,
                        selector(target),
                        table,
                        include(target),
                        target.flag("allowWatchBookmarks"),
                        WatchStream.until(target, now)));
    }

    /** A watch of one object is one of all with its name. */
    private static Predicate<JsonNode> selector(Target target) {
        Predicate<JsonNode> selector = Selector.of(target);
        return target.name()
                .map(name -> selector.and(
                        object -> object.path("metadata").path("name").asText().equals(name)))
                .orElse(selector);
    }

    private Place place(Resource resource, Target target, Permission least, Bearer bearer) {
        if (!resource.namespaced() || target.namespace().isEmpty()) {
            return new Place.Everywhere(bearer);
        }
        ProjectView project = reader.project(resource, target);
        permissions.require(project.id(), least);
        return Place.OneProject.of(project);
    }

    private static String include(Target target) {
        String include = target.query("includeObject");
        return include.isEmpty() ? "Metadata" : include;
    }
}
