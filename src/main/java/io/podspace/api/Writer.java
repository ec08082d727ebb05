package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.deployment.Deployments;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.project.ProjectView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Creates, changes and removes objects of every kind, each in one transaction. A dry run does the same and keeps nothing.
 */
@ApplicationScoped
class Writer {
    @Inject
    Reader reader;

    @Inject
    Namespaces namespaces;

    @Inject
    Deployments deployments;

    @Inject
    Transactions transactions;

    /** @param warnings gets a sentence for each field that nobody knows */
    ObjectNode create(Resource resource, Target target, JsonNode body, List<String> warnings) {
        if (resource.namespaced()) {
            // What is not the caller's is not there, whatever is sent.
            reader.project(resource, target);
        }
        ObjectNode wish = checked(resource, target, body, warnings);
        String name = wish.path("metadata").path("name").asText();
        if (name.isEmpty()) {
            throw invalid(resource, name, "is required", "metadata.name");
        }
        Target made = target.withName(name);
        return run(resource, made, () -> {
            if (resource.namespaced()) {
                reader.store(resource).create(reader.project(resource, target), wish);
            } else {
                namespaces.create(wish);
            }
        });
    }

    ObjectNode update(Resource resource, Target target, JsonNode body, List<String> warnings) {
        return run(resource, target, () -> change(resource, target, reader.get(resource, target), body, warnings));
    }

    ObjectNode patch(Resource resource, Target target, String type, JsonNode patch, List<String> warnings) {
        return run(resource, target, () -> {
            ObjectNode live = reader.get(resource, target);
            JsonNode next = patched(resource.type(), live, type, patch);
            if (!patch.path("metadata").has("resourceVersion") && next.path("metadata") instanceof ObjectNode meta) {
                meta.remove("resourceVersion");
            }
            change(resource, target, live, next, warnings);
        });
    }

    static JsonNode patched(String kind, ObjectNode live, String type, JsonNode patch) {
        return switch (type) {
            case "application/json-patch+json" -> JsonPatch.apply(live, patch);
            case "application/merge-patch+json" -> JsonPatch.merge(live, patch);
            case "application/strategic-merge-patch+json" -> StrategicMerge.apply(kind, live, patch);
            default ->
                throw new ApiFault(
                        415,
                        "UnsupportedMediaType",
                        "Patches are json-patch, merge-patch or strategic-merge-patch; apply without --server-side.");
        };
    }

    /** @param graceSeconds empty: what the object itself says */
    ObjectNode delete(Resource resource, Target target, OptionalInt graceSeconds) {
        ObjectNode live = reader.get(resource, target);
        Supplier<ObjectNode> work = () -> {
            if (resource.namespaced()) {
                reader.store(resource)
                        .delete(reader.project(resource, target), target.name().orElseThrow(), graceSeconds);
            } else {
                namespaces.delete(target.name().orElseThrow());
            }
            return live;
        };
        return target.dryRun() ? transactions.read(work) : transactions.write(work);
    }

    /** Sets the number of pods, and nothing else. */
    void scale(Resource resource, Target target, int replicas) {
        ProjectView project = reader.project(resource, target);
        Runnable work = () -> deployments.scale(
                deployments.view(project.name(), target.name().orElseThrow()).id(), replicas);
        if (target.dryRun()) {
            transactions.read(() -> {
                work.run();
                return null;
            });
        } else {
            work.run();
        }
    }

    private void change(Resource resource, Target target, ObjectNode live, JsonNode body, List<String> warnings) {
        ObjectNode wish = checked(resource, target, body, warnings);
        String name = target.name().orElseThrow();
        if (!wish.path("metadata").path("name").asText(name).equals(name)) {
            throw invalid(resource, name, "must be the name in the address", "metadata.name");
        }
        String given = wish.path("metadata").path("resourceVersion").asText();
        if (!given.isEmpty() && stale(given, version(resource, target, live))) {
            throw new ApiFault(
                    409,
                    "Conflict",
                    "Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply your changes to the latest version and try again"
                            .formatted(resource.qualified(), name));
        }
        if (resource.namespaced()) {
            reader.store(resource).update(reader.project(resource, target), live, wish);
        } else {
            namespaces.update(live, wish);
        }
    }

    /** What only pods changed is no conflict: the version of the object's own row counts. */
    private long version(Resource resource, Target target, ObjectNode live) {
        return resource.namespaced()
                ? reader.store(resource).version(reader.project(resource, target), live)
                : live.path("metadata").path("resourceVersion").asLong();
    }

    private static boolean stale(String given, long version) {
        try {
            return Long.parseLong(given) < version;
        } catch (NumberFormatException e) {
            throw ApiFault.badRequest("metadata.resourceVersion: '%s' is no number".formatted(given));
        }
    }

    private ObjectNode run(Resource resource, Target target, Runnable work) {
        try {
            if (target.dryRun()) {
                return transactions.read(() -> {
                    work.run();
                    return reader.get(resource, target);
                });
            }
            transactions.write(work);
            return reader.get(resource, target);
        } catch (PodSpaceException e) {
            throw e.code() == ErrorCode.INVALID && e.field().isPresent() ? named(resource, target, e) : e;
        }
    }

    private static ApiFault named(Resource resource, Target target, PodSpaceException fault) {
        return invalid(
                resource,
                target.name().orElse(""),
                fault.getMessage(),
                FieldPaths.of(resource.type(), fault.field().orElseThrow()));
    }

    static ObjectNode checked(Resource resource, Target target, JsonNode body, List<String> warnings) {
        if (!(body instanceof ObjectNode object)) {
            throw ApiFault.badRequest("The body must be one object.");
        }
        String kind = object.path("kind").asText(resource.kind());
        String version = object.path("apiVersion").asText(resource.apiVersion());
        if (!kind.equals(resource.kind()) || !version.equals(resource.apiVersion())) {
            throw ApiFault.badRequest("The object is a %s of %s; a %s of %s belongs here."
                    .formatted(kind, version, resource.kind(), resource.apiVersion()));
        }
        ObjectNode wish = object.deepCopy();
        FieldCheck check = new FieldCheck(resource.type(), wish);
        String name = wish.path("metadata").path("name").asText();
        if (!check.unknown().isEmpty() && target.query("fieldValidation").equals("Strict")) {
            throw ApiFault.badRequest("strict decoding error: unknown field \"%s\""
                    .formatted(String.join("\", unknown field \"", check.unknown())));
        }
        if (!target.query("fieldValidation").equals("Ignore")) {
            check.unknown().forEach(field -> warnings.add("unknown field \"%s\"".formatted(field)));
        }
        if (!check.causes().isEmpty()) {
            throw ApiFault.invalid(what(resource, name), check.causes());
        }
        Optional<String> namespace = target.namespace();
        String said = wish.path("metadata").path("namespace").asText();
        if (namespace.isPresent() && !said.isEmpty() && !said.equals(namespace.get())) {
            throw ApiFault.badRequest("The namespace of the object (%s) is not the one of the address (%s)."
                    .formatted(said, namespace.get()));
        }
        return wish;
    }

    private static ApiFault invalid(Resource resource, String name, String message, String field) {
        return ApiFault.invalid(what(resource, name), List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }

    private static String what(Resource resource, String name) {
        return "%s \"%s\""
                .formatted(
                        resource.group().isEmpty() ? resource.kind() : resource.kind() + "." + resource.group(), name);
    }
}
