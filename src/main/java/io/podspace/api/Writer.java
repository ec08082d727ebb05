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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
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
    Holder holder;

    @Inject
    Keeper keeper;

    @Inject
    Transactions transactions;

    /** What an apply came to. */
    record Outcome(boolean created, ObjectNode object) {}

    /** @param warnings gets a sentence for each field that nobody knows */
    ObjectNode create(Resource resource, Target target, JsonNode body, FieldOwner manager, List<String> warnings) {
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
            make(resource, target, wish);
            keeper.created(resource, made, manager, wish);
        });
    }

    private void make(Resource resource, Target target, ObjectNode wish) {
        if (resource.namespaced()) {
            reader.store(resource).create(reader.project(resource, target), wish);
        } else {
            namespaces.create(wish);
        }
    }

    ObjectNode update(Resource resource, Target target, JsonNode body, FieldOwner manager, List<String> warnings) {
        return run(resource, target, () -> {
            Held held = holder.hold(resource, target, Preconditions.of(body.path("metadata")));
            change(resource, target, held.live(), checked(resource, target, body, warnings));
            keeper.updated(resource, target, manager, held, body);
        });
    }

    /** Two patches of one object follow each other: each is made to what the other left. */
    ObjectNode patch(
            Resource resource, Target target, String type, JsonNode patch, FieldOwner manager, List<String> warnings) {
        return run(resource, target, () -> {
            Held held = holder.hold(resource, target, Preconditions.NONE);
            JsonNode next = patched(resource.type(), held.live(), type, patch);
            mustBeFrom(resource, target, held, next);
            change(resource, target, held.live(), checked(resource, target, next, warnings));
            keeper.updated(resource, target, manager, held, next);
        });
    }

    /** Who patches the version says from which one; else it is that of the object itself. */
    private void mustBeFrom(Resource resource, Target target, Held held, JsonNode next) {
        Preconditions given = Preconditions.of(next.path("metadata"));
        if (!given.equals(Preconditions.of(held.live().path("metadata")))) {
            holder.check(resource, target, held, given);
        }
    }

    /**
     * Server-side apply; of what is not there a creation.
     *
     * @param force takes over fields of other managers
     * @throws ApiFault 409 with a cause for each field that somebody else set otherwise
     */
    Outcome apply(
            Resource resource, Target target, JsonNode body, FieldOwner manager, boolean force, List<String> warnings) {
        String name = target.name().orElseThrow();
        if (!body.path("metadata").path("name").asText(name).equals(name)) {
            throw invalid(resource, name, "must be the name in the address", "metadata.name");
        }
        try {
            return applyOnce(resource, target, body, manager, force, warnings);
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.ALREADY_EXISTS) {
                throw e;
            }
            // Somebody made it between the look and the creation.
            return applyOnce(resource, target, body, manager, force, warnings);
        }
    }

    private Outcome applyOnce(
            Resource resource, Target target, JsonNode body, FieldOwner manager, boolean force, List<String> warnings) {
        List<String> found = new ArrayList<>();
        boolean[] created = {false};
        ObjectNode object = run(resource, target, () -> {
            found.clear();
            ObjectNode wish = checked(resource, target, body, found);
            Optional<Held> held = holder.find(resource, target, Preconditions.of(body.path("metadata")));
            created[0] = held.isEmpty();
            if (held.isPresent()) {
                ServerSideApply.Applied applied =
                        keeper.apply(resource, manager, held.orElseThrow(), wish.deepCopy(), force);
                change(
                        resource,
                        target,
                        held.orElseThrow().live(),
                        checked(resource, target, applied.object(), new ArrayList<>()));
                keeper.keep(held.orElseThrow(), applied.managed());
            } else {
                wish.withObject("/metadata").put("name", target.name().orElseThrow());
                make(resource, target, wish.deepCopy());
                keeper.created(resource, target, manager, wish);
            }
        });
        warnings.addAll(found);
        return new Outcome(created[0], object);
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
                        "Patches are json-patch, merge-patch, strategic-merge-patch or, of whole objects, apply-patch.");
        };
    }

    /**
     * @param conditions which object in which state is meant
     * @param graceSeconds empty: what the object itself says
     */
    ObjectNode delete(Resource resource, Target target, Preconditions conditions, OptionalInt graceSeconds) {
        Supplier<ObjectNode> work = () -> {
            ObjectNode live = holder.hold(resource, target, conditions).live();
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

    /**
     * Sets the number of pods, and nothing else.
     *
     * @param wish makes the scale that shall be from the deployment as it is
     */
    void scale(Resource resource, Target target, FieldOwner manager, Function<ObjectNode, JsonNode> wish) {
        ProjectView project = reader.project(resource, target);
        run(resource, target, () -> {
            Held held = holder.hold(resource, target, Preconditions.NONE);
            JsonNode scale = wish.apply(held.live());
            mustBeFrom(resource, target, held, scale);
            long id = deployments
                    .view(project.name(), target.name().orElseThrow())
                    .id();
            deployments.scale(id, Scales.replicas(target, scale));
            keeper.updated(resource, target, manager, held, Trees.empty());
        });
    }

    private void change(Resource resource, Target target, ObjectNode live, ObjectNode wish) {
        String name = target.name().orElseThrow();
        if (!wish.path("metadata").path("name").asText(name).equals(name)) {
            throw invalid(resource, name, "must be the name in the address", "metadata.name");
        }
        if (resource.namespaced()) {
            reader.store(resource).update(reader.project(resource, target), live, wish);
        } else {
            namespaces.update(live, wish);
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
        String field = fault.field().orElseThrow();
        String text = fault.getMessage();
        return invalid(
                resource,
                target.name().orElse(""),
                text.startsWith(field + ": ") ? text.substring(field.length() + 2) : text,
                FieldPaths.of(resource.type(), field));
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
