package io.podspace.api;

import java.util.List;

/**
 * The description of the objects that {@code kubectl} checks manifests against, in the form that it asks for: an OpenAPI 2
 * document as Protocol Buffers. Made from the table of fields, so it holds what PodSpace takes and what it refuses. Field
 * numbers are those of gnostic's {@code OpenAPIv2.proto}.
 */
final class OpenApi {
    private static final String PREFIX = "io.podspace.";
    private static final byte[] DOCUMENT = document();

    private OpenApi() {}

    /** The same each time; the caller must not change it. */
    static byte[] protobuf() {
        return DOCUMENT;
    }

    private static byte[] document() {
        Protobuf definitions = new Protobuf();
        Protobuf paths = new Protobuf();
        for (Fields.Type type : Fields.table().types()) {
            definitions.message(1, named(PREFIX + type.name(), schema(type)));
            if (!type.apiVersion().isEmpty()) {
                paths.message(2, named("/" + type.apiVersion() + "/" + type.kind(), path(type)));
            }
        }
        return new Protobuf()
                .text(1, "2.0")
                .message(2, new Protobuf().text(1, "PodSpace").text(2, "v1"))
                .message(8, paths)
                .message(9, definitions)
                .bytes();
    }

    private static Protobuf schema(Fields.Type type) {
        Protobuf properties = new Protobuf();
        if (!type.apiVersion().isEmpty()) {
            properties.message(1, named("apiVersion", plain("string", "", "version of the object")));
            properties.message(1, named("kind", plain("string", "", "kind of the object")));
        }
        type.fields().values().forEach(field -> properties.message(1, named(field.name(), property(field))));
        Protobuf schema = new Protobuf()
                .text(4, type.apiVersion().isEmpty() ? type.name() : type.kind() + " of PodSpace")
                .message(22, new Protobuf().text(1, "object"))
                .message(25, properties);
        if (!type.apiVersion().isEmpty()) {
            schema.message(31, extension("x-kubernetes-group-version-kind", kinds(type)));
        }
        return schema;
    }

    private static Protobuf property(Fields.Field field) {
        Protobuf schema = field.list() ? list(field) : element(field);
        if (!field.key().isEmpty()) {
            schema.message(31, extension("x-kubernetes-patch-merge-key", field.key()));
            schema.message(31, extension("x-kubernetes-patch-strategy", "merge"));
        }
        return schema;
    }

    private static Protobuf list(Fields.Field field) {
        return new Protobuf()
                .text(4, description(field))
                .message(22, new Protobuf().text(1, "array"))
                .message(23, new Protobuf().message(1, element(field)));
    }

    private static Protobuf element(Fields.Field field) {
        String text = description(field);
        return switch (field.type()) {
            case "string" -> plain("string", "", text);
            case "quantity" -> new Protobuf().text(4, text);
            case "port" -> plain("string", "int-or-string", text);
            case "int" -> plain("integer", "int64", text);
            case "bool" -> plain("boolean", "", text);
            case "map" ->
                new Protobuf()
                        .text(4, text)
                        .message(21, new Protobuf().message(1, plain("string", "", "")))
                        .message(22, new Protobuf().text(1, "object"));
            case "any" -> new Protobuf().text(4, text);
            default ->
                new Protobuf().text(1, "#/definitions/" + PREFIX + field.type()).text(4, text);
        };
    }

    static String description(Fields.Field field) {
        return switch (field.mark()) {
            case TAKEN -> field.text();
            case LIMITED -> String.join(" or ", field.values()) + ". " + field.text();
            case REFUSED -> "Refused: " + field.text();
            case IGNORED -> "Written by PodSpace. " + field.text();
        };
    }

    private static Protobuf plain(String type, String format, String text) {
        Protobuf schema = new Protobuf();
        if (!format.isEmpty()) {
            schema.text(2, format);
        }
        return schema.text(4, text).message(22, new Protobuf().text(1, type));
    }

    /** That a change can be tried without being kept, and is checked here, which kubectl looks for before it asks. */
    private static Protobuf path(Fields.Type type) {
        Protobuf patch = new Protobuf()
                .message(8, parameter("dryRun", "All: change nothing"))
                .message(8, parameter("fieldValidation", "Ignore, Warn or Strict: what becomes of unknown fields"))
                .message(9, new Protobuf())
                .message(13, extension("x-kubernetes-group-version-kind", kind(type)));
        return new Protobuf().message(8, patch);
    }

    private static Protobuf parameter(String name, String text) {
        Protobuf query =
                new Protobuf().text(2, "query").text(3, text).text(4, name).text(6, "string");
        return new Protobuf().message(1, new Protobuf().message(2, new Protobuf().message(3, query)));
    }

    private static String kinds(Fields.Type type) {
        return "[" + kind(type) + "]";
    }

    private static String kind(Fields.Type type) {
        List<String> parts = List.of(type.apiVersion().split("/"));
        return "{group: \"%s\", version: %s, kind: %s}"
                .formatted(parts.size() > 1 ? parts.getFirst() : "", parts.getLast(), type.kind());
    }

    private static Protobuf extension(String name, String yaml) {
        return named(name, new Protobuf().text(2, yaml));
    }

    private static Protobuf named(String name, Protobuf value) {
        return new Protobuf().text(1, name).message(2, value);
    }
}
