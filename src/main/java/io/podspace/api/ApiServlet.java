package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.podspace.security.ApiCaller;
import io.podspace.security.CurrentUser;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The door of the API: who asks, and for what. Every error is a Status object. */
@WebServlet(
        urlPatterns = {"/api", "/api/*", "/apis", "/apis/*", "/version", "/openapi/*", "/metrics"},
        asyncSupported = true)
public class ApiServlet extends HttpServlet {
    private static final String OPEN_API = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
    private static final List<String> READS = List.of("GET", "HEAD");

    @Inject
    CurrentUser user;

    @Inject
    Discovery discovery;

    @Inject
    Resources resources;

    @Inject
    Reading reading;

    @Inject
    Writing writing;

    @Inject
    PodStreams streams;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response);
        } catch (RuntimeException e) {
            Reply.refuse(response, Faults.of(e));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String root = request.getServletPath();
        if (root.equals("/version")) {
            Reply.send(response, 200, discovery.version());
            return;
        }
        mustBeKnown(request);
        List<String> path = segments(request.getPathInfo());
        boolean reads = READS.contains(request.getMethod());
        boolean core = root.equals("/api");
        if (root.equals("/metrics")) {
            throw ApiFault.noSuchPath();
        }
        if (root.equals("/openapi")) {
            describe(response, path);
        } else if (path.size() > (core ? 1 : 2)) {
            Target target = Target.of(path, core, Target.parse(request.getQueryString()));
            Resource resource = resources.find(target);
            answer(request, response, resource, target);
        } else if (reads) {
            Reply.send(response, 200, discover(core, path));
        } else {
            throw ApiFault.notAllowed("This address can only be read.");
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Resource resource, Target target)
            throws IOException {
        try {
            if (PodStreams.carries(resource, target)) {
                streams.answer(request, response, resource, target);
            } else if (READS.contains(request.getMethod())) {
                reading.answer(request, response, resource, target);
            } else {
                writing.answer(request, response, resource, target);
            }
        } catch (RuntimeException e) {
            Reply.refuse(response, Faults.of(e), Optional.of(Asked.of(resource, target)));
        }
    }

    private void mustBeKnown(HttpServletRequest request) {
        ApiCaller.refused(request).ifPresent(fault -> {
            throw fault;
        });
        if (!user.signedIn()) {
            throw new ApiFault(
                    401, "Unauthorized", "Send a valid token: Authorization: Bearer ... The console makes tokens.");
        }
    }

    private static void describe(HttpServletResponse response, List<String> path) throws IOException {
        if (!path.equals(List.of("v2"))) {
            throw ApiFault.noSuchPath();
        }
        Reply.send(response, 200, OPEN_API, OpenApi.protobuf());
    }

    private JsonNode discover(boolean core, List<String> path) {
        if (path.isEmpty()) {
            return core ? discovery.versions() : discovery.groups();
        }
        if (!core && path.size() == 1) {
            return discovery.group(path.getFirst()).orElseThrow(ApiFault::noSuchPath);
        }
        return discovery.list(core ? "" : path.getFirst(), path.getLast()).orElseThrow(ApiFault::noSuchPath);
    }

    private static List<String> segments(String info) {
        if (info == null || info.equals("/")) {
            return List.of();
        }
        String path = info.endsWith("/") ? info.substring(1, info.length() - 1) : info.substring(1);
        return Arrays.asList(path.split("/", -1));
    }
}
