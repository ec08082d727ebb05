package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.project.ProjectView;
import io.podspace.security.ApiCaller;
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
        if (Reviews.isOne(resource)) {
            throw ApiFault.notAllowed("%s can only be created".formatted(resource.qualified()));
        }
        String table = Tables.version(request.getHeader("Accept"));
        if (target.flag("watch")) {
            watch(request, response, resource, target, table);
        } else if (target.subresource().filter(sub -> !sub.equals("status")).isPresent()) {
            subresource(request, response, resource, target);
        } else if (target.name().isPresent()) {
            one(response, resource, target, table);
        } else {
            list(response, resource, target, table);
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

    private void list(HttpServletResponse response, Resource resource, Target target, String table) throws IOException {
        Listing list = reader.list(resource, target);
        Reply.send(
                response,
                200,
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
            throw ApiFault.noSuchPath();
        }
        Reply.send(response, 200, scales.get(resource, target));
    }

    private void watch(
            HttpServletRequest request, HttpServletResponse response, Resource resource, Target target, String table) {
        if (!resource.verbs().contains("watch") || target.namespace().isEmpty()) {
            throw ApiFault.notAllowed(
                    "%s cannot be watched in all namespaces; name one".formatted(resource.qualified()));
        }
        if (target.flag("sendInitialEvents")) {
            throw ApiFault.invalid(
                    "ListOptions",
                    List.of(new ApiFault.Cause(
                            "FieldValueForbidden", "list first, then watch from there", "sendInitialEvents")));
        }
        ProjectView project = reader.project(resource, target);
        Permission least = reader.store(resource).toRead();
        permissions.require(project.id(), least);
        Instant now = clock.instant();
        watches.open(
                request,
                response,
                ApiCaller.bearer(request).orElseThrow(),
                target,
                new WatchStream.Wish(
                        resource,
                        project.id(),
                        least,
                        Watches.values(project),
                        Selector.of(target),
                        table,
                        include(target),
                        target.flag("allowWatchBookmarks"),
                        WatchStream.until(target, now)));
    }

    private static String include(Target target) {
        String include = target.query("includeObject");
        return include.isEmpty() ? "Metadata" : include;
    }
}
