package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What PodSpace filled into the resources of a deployment because nobody had said it. Patches are made to the object as it is
 * shown, so a new limit meets a request there that the user never gave, and would be refused for it. Pure.
 */
final class FilledIn {
    private static final String RESOURCES = "resources";
    private static final List<String> KINDS = List.of("requests", "limits");

    private FilledIn() {}

    /**
     * The template of a wish without filled-in values that contradict what is wished now: a request above its new limit, or a
     * limit below its new request. What is read then follows what was said.
     *
     * @param live the deployment as it is
     * @param wish the deployment as it shall be; stays as it is
     */
    static JsonNode without(ObjectNode live, ObjectNode wish) {
        JsonNode template = wish.path("spec").path("template").deepCopy();
        JsonNode before = container(live).path(RESOURCES);
        JsonNode wished = Trees.at(template, "spec.containers").path(0).path(RESOURCES);
        for (String of : List.of("cpu", "memory")) {
            if (contradicts(wished, of)) {
                KINDS.stream()
                        .filter(kind -> same(before, wished, kind, of) && nobodySaid(live, wish, kind, of))
                        .findFirst()
                        .ifPresent(kind -> ((ObjectNode) wished.path(kind)).remove(of));
            }
        }
        return template;
    }

    private static boolean contradicts(JsonNode resources, String of) {
        Optional<Integer> order = Quantities.compare(
                resources.path("requests").path(of).asText(),
                resources.path("limits").path(of).asText());
        return order.filter(sign -> sign > 0).isPresent();
    }

    private static boolean same(JsonNode before, JsonNode wished, String kind, String of) {
        String text = before.path(kind).path(of).asText();
        return Quantities.compare(text, wished.path(kind).path(of).asText())
                .filter(sign -> sign == 0)
                .isPresent();
    }

    private static boolean nobodySaid(ObjectNode live, ObjectNode wish, String kind, String of) {
        JsonNode shown = container(live).path(RESOURCES);
        // A request is filled in from its limit, or beside one that is filled in itself.
        boolean fills = fills(shown, List.of(kind), of) || fills(shown, KINDS, of);
        return fills && !applied(wish, kind, of) && !owned(live, kind, of);
    }

    private static boolean fills(JsonNode shown, List<String> kinds, String of) {
        JsonNode rest = shown.deepCopy();
        kinds.forEach(kind -> ((ObjectNode) rest.path(kind)).remove(of));
        return TemplateReader.resources(rest).equals(TemplateReader.resources(shown));
    }

    private static boolean applied(ObjectNode wish, String kind, String of) {
        String text = wish.path("metadata")
                .path("annotations")
                .path(ServerSideApply.LAST_APPLIED)
                .asText();
        return !text.isEmpty()
                && container(Trees.read(text.getBytes(StandardCharsets.UTF_8)))
                        .path(RESOURCES)
                        .path(kind)
                        .has(of);
    }

    /** By who applies on the server. Others own what was filled in when they made it. */
    private static boolean owned(ObjectNode live, String kind, String of) {
        String end = ".resources.%s.%s".formatted(kind, of);
        return ManagedFields.parse(live.path("metadata").path("managedFields")).entries().stream()
                .filter(entry -> entry.manager().operation().equals(FieldOwner.APPLY))
                .flatMap(entry -> entry.fields().paths().stream())
                .anyMatch(path -> path.endsWith(end));
    }

    private static JsonNode container(JsonNode deployment) {
        return Trees.at(deployment, "spec.template.spec.containers").path(0);
    }
}
