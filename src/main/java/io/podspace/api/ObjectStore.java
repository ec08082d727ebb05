package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectName;
import io.podspace.security.Permission;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Objects of one kind, read from and written through the boundaries of the other rooms, which check the permission. Objects
 * are whole: with kind, metadata and status.
 */
interface ObjectStore {
    Resource resource();

    /** Which rows the objects are, so that they can be locked; empty for what only follows from others. */
    default Optional<Topic> topic() {
        return Optional.empty();
    }

    /** What somebody needs in a project to read objects of this kind; the boundary asks for it too. */
    default Permission toRead() {
        return Permission.VIEW;
    }

    /** In the order of their names. */
    List<ObjectNode> list(ProjectView project);

    /** All that a list would hold, so that a page of it can be chosen; empty where nothing is cheaper than the list. */
    default Optional<List<ObjectName>> names(ProjectView project) {
        return Optional.empty();
    }

    /** Fields whose values the names hold, beside the name itself and its namespace. */
    default Set<String> fieldsOfNames() {
        return Set.of();
    }

    /**
     * Of a kind of which a list holds only the newest, those of all that may meet the requirements; empty where a list holds
     * all there is. What cannot be chosen by is left to the caller.
     */
    default Optional<List<ObjectNode>> chosen(ProjectView project, List<Selector.Requirement> requirements) {
        return Optional.empty();
    }

    /** Those of the list that have these names. */
    default List<ObjectNode> list(ProjectView project, Set<String> names) {
        return list(project).stream()
                .filter(object ->
                        names.contains(object.path("metadata").path("name").asText()))
                .toList();
    }

    /** @throws ApiFault 404 */
    default ObjectNode get(ProjectView project, String name) {
        return list(project).stream()
                .filter(object -> object.path("metadata").path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(name));
    }

    /** @param wish checked against {@link Fields}: all that it holds is known and taken */
    default void create(ProjectView project, ObjectNode wish) {
        throw ApiFault.notAllowed("%s cannot be created".formatted(resource().qualified()));
    }

    /** @param live as it is now */
    default void update(ProjectView project, ObjectNode live, ObjectNode wish) {
        throw ApiFault.notAllowed("%s cannot be changed".formatted(resource().qualified()));
    }

    default void delete(ProjectView project, String name) {
        throw ApiFault.notAllowed("%s cannot be deleted".formatted(resource().qualified()));
    }

    /** @param graceSeconds what the client gives it to end; empty: what the object itself says */
    default void delete(ProjectView project, String name, OptionalInt graceSeconds) {
        delete(project, name);
    }

    /** What goes between two statements was not there. */
    default <T> T unlessGone(String name, Supplier<T> read) {
        try {
            return read.get();
        } catch (PodSpaceException e) {
            throw e.code() == ErrorCode.NOT_FOUND ? missing(name) : e;
        }
    }

    default ApiFault missing(String name) {
        return new ApiFault(
                404, "NotFound", "%s \"%s\" not found".formatted(resource().qualified(), name));
    }
}
