package io.podspace.api;

import io.podspace.project.ProjectView;
import io.podspace.security.Bearer;
import io.podspace.security.Permission;

/** Where objects are watched. Watches of the same kind and place share what is read. */
sealed interface Place {
    /** @param values whether variables are shown with their values */
    record OneProject(long id, boolean values) implements Place {
        static OneProject of(ProjectView project) {
            return new OneProject(project.id(), Permission.EDIT.grantedTo(project.role()));
        }
    }

    /** All projects that the holder of the token may see, whichever these are at the time. */
    record Everywhere(Bearer bearer) implements Place {}

    /** Whether a change of that project may be one here. */
    default boolean mayHold(long project) {
        return switch (this) {
            case OneProject one -> one.id() == project || project == 0;
            case Everywhere all -> true;
        };
    }
}
