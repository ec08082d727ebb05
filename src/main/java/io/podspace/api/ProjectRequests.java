package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;

/** What OpenShift's tools send for a new project. Pure. */
final class ProjectRequests {
    private static final String DESCRIPTION = "openshift.io/description";

    private ProjectRequests() {}

    /** The project that is asked for. */
    static ObjectNode project(Target target, JsonNode body) {
        ObjectNode wish = Writer.checked(Resources.PROJECT_REQUESTS, target, body, new ArrayList<>());
        ObjectNode project = Trees.object(Resources.PROJECTS.apiVersion(), Resources.PROJECTS.kind());
        ObjectNode meta = project.putObject("metadata");
        wish.path("metadata").properties().forEach(field -> meta.set(field.getKey(), field.getValue()));
        ObjectNode annotations = meta.withObjectProperty("annotations");
        annotate(annotations, Namespaces.DISPLAY_NAME, wish.path("displayName"));
        annotate(annotations, DESCRIPTION, wish.path("description"));
        return project;
    }

    private static void annotate(ObjectNode annotations, String name, JsonNode text) {
        if (!text.asText().isEmpty()) {
            annotations.put(name, text.asText());
        }
    }
}
