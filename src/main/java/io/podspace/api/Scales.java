package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The subresource {@code scale} of deployments. */
@ApplicationScoped
class Scales {
    @Inject
    Reader reader;

    @Inject
    Writer writer;

    ObjectNode get(Resource resource, Target target) {
        return tree(reader.get(resource, target));
    }

    ObjectNode update(Resource resource, Target target, JsonNode body, FieldOwner manager) {
        return write(resource, target, manager, live -> body);
    }

    ObjectNode patch(Resource resource, Target target, String type, JsonNode patch, FieldOwner manager) {
        return write(resource, target, manager, live -> Writer.patched("Scale", tree(live), type, patch));
    }

    private ObjectNode write(
            Resource resource, Target target, FieldOwner manager, Function<ObjectNode, JsonNode> wish) {
        int[] replicas = {0};
        writer.scale(resource, target, manager, live -> {
            JsonNode scale = wish.apply(live);
            replicas[0] = replicas(target, scale);
            return scale;
        });
        ObjectNode scale = get(resource, target);
        ((ObjectNode) scale.path("spec")).put("replicas", replicas[0]);
        return scale;
    }

    /** @throws ApiFault 422 */
    static int replicas(Target target, JsonNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (!(scale instanceof ObjectNode) || !replicas.isInt()) {
            throw ApiFault.invalid(
                    "Scale \"%s\"".formatted(target.name().orElse("")),
                    List.of(new ApiFault.Cause("FieldValueInvalid", "must be a whole number", "spec.replicas")));
        }
        return replicas.asInt();
    }

    private static ObjectNode tree(ObjectNode deployment) {
        JsonNode meta = deployment.path("metadata");
        ObjectNode scale = Trees.object("autoscaling/v1", "Scale");
        ObjectNode own = scale.putObject("metadata");
        List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")
                .forEach(field -> own.set(field, meta.path(field)));
        scale.putObject("spec")
                .put("replicas", Trees.at(deployment, "spec.replicas").asInt());
        scale.putObject("status")
                .put("replicas", Trees.at(deployment, "status.replicas").asInt())
                .put(
                        "selector",
                        Trees.texts(Trees.at(deployment, "spec.selector.matchLabels")).entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(",")));
        return scale;
    }
}
