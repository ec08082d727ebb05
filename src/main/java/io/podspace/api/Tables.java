package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Objects as the rows of a Table, which is how {@code kubectl get} asks for them. Pure. */
final class Tables {
    private static final Pattern WANTED =
            Pattern.compile("application/json;\\s*as=Table;\\s*(?:v=(v1|v1beta1);\\s*)?g=meta\\.k8s\\.io[^,]*");

    private Tables() {}

    /**
     * @param accept header {@code Accept}, may be null
     * @return the version that is asked for; null when objects are
     */
    static String version(String accept) {
        Matcher wanted = WANTED.matcher(accept == null ? "" : accept);
        return wanted.find() ? wanted.group(1) == null ? "v1" : wanted.group(1) : null;
    }

    /**
     * @param meta of the list; null: without
     * @param include {@code None}, {@code Object}, else the metadata alone
     */
    static ObjectNode of(
            String version, String kind, List<? extends JsonNode> objects, JsonNode meta, String include, Instant now) {
        List<Columns.Column> columns = Columns.of(kind);
        ObjectNode table = Trees.object("meta.k8s.io/" + version, "Table");
        table.set("metadata", meta == null ? Trees.empty() : meta);
        ArrayNode heads = table.putArray("columnDefinitions");
        for (Columns.Column column : columns) {
            heads.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", column.name().equals("Name") ? "name" : "")
                    .put("description", column.name())
                    .put("priority", column.wide() ? 1 : 0);
        }
        ArrayNode rows = table.putArray("rows");
        for (JsonNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.addPOJO(column.value().apply(object, now)));
            if (!include.equals("None")) {
                row.set("object", include.equals("Object") ? object : partial(version, object));
            }
        }
        return table;
    }

    private static ObjectNode partial(String version, JsonNode object) {
        ObjectNode partial = Trees.object("meta.k8s.io/" + version, "PartialObjectMetadata");
        partial.set("metadata", object.path("metadata"));
        return partial;
    }
}
