package io.podspace.project;

import io.podspace.activity.Announcements;
import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.security.CurrentUser;
import io.podspace.security.Identity;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import io.podspace.security.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The boundary of projects. Each method checks the caller's permission; a project that the caller may not see and one
 * that is not there get the same NOT_FOUND.
 */
@ApplicationScoped
public class Projects {
    /** No row has this id, so asking for permission on it is answered as for any other project that is not there. */
    private static final long NONE = 0;

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    CurrentUser user;

    @Inject
    ProjectCards cards;

    @Inject
    Announcements announcements;

    @Inject
    Event<ProjectDeletion> deletion;

    @Inject
    Clock clock;

    /**
     * Makes a project with a network of its own; the caller becomes its owner.
     *
     * @throws PodSpaceException INVALID at {@code name} or {@code displayName}; ALREADY_EXISTS at {@code name}
     */
    public ProjectView create(NewProject command) {
        return transactions.write(() -> {
            permissions.requireUnlimited();
            long owner = user.id();
            String name = ProjectRules.name(command.name());
            String displayName = ProjectRules.displayName(command.displayName(), name);
            if (byName(name).isPresent()) {
                throw PodSpaceException.at(
                        "name",
                        ErrorCode.ALREADY_EXISTS,
                        "name: '%s' is already taken; choose another one".formatted(name));
            }
            Instant now = clock.instant();
            Project project = new Project(name, displayName, now);
            rows.persist(project);
            if (owner != Identity.SYSTEM.id()) {
                rows.persist(new Membership(project.id(), owner, Role.OWNER, now));
            }
            announce(project, "Created", "The project was created.");
            return view(project, Role.OWNER);
        });
    }

    /** The projects of which the caller is a member, by name. */
    public List<ProjectCard> mine() {
        return transactions.read(() -> cards.of(user.id()));
    }

    /** Every project of the platform, by name. Administrators only. */
    public List<ProjectCard> all() {
        return transactions.read(() -> {
            permissions.requireAdministrator();
            return cards.all();
        });
    }

    /** All that the caller may see, by name: two looks, however many there are. */
    public List<ProjectView> visible() {
        return transactions.read(() -> {
            Map<Long, Role> roles = permissions.roles();
            return rows.createQuery("SELECT p FROM Project p WHERE p.id IN :ids ORDER BY p.name", Project.class)
                    .setParameter("ids", roles.keySet())
                    .getResultStream()
                    .map(project -> view(project, roles.get(project.id())))
                    .toList();
        });
    }

    /** @throws PodSpaceException NOT_FOUND */
    public ProjectView find(String name) {
        return transactions.read(() -> {
            Optional<Project> project = byName(name);
            permissions.require(project.map(Project::id).orElse(NONE), Permission.VIEW);
            return view(project.orElseThrow());
        });
    }

    /** As {@link #find}, by row id. */
    public ProjectView view(long id) {
        return transactions.read(() -> {
            permissions.require(id, Permission.VIEW);
            return view(present(rows.find(Project.class, id)));
        });
    }

    /** Changes what people read; the name itself stays. Editors. */
    public ProjectView rename(long id, String displayName) {
        return transactions.write(() -> {
            Project project = change(id, Permission.EDIT);
            String text = ProjectRules.displayName(displayName, project.name());
            if (!text.equals(project.displayName())) {
                project.rename(text);
                announce(project, "Renamed", "It is now shown as '%s'.".formatted(text));
            }
            return view(project);
        });
    }

    /** Sets labels and annotations of the object itself, for the public API. Editors. */
    public void describe(long id, Map<String, String> labels, Map<String, String> annotations) {
        transactions.write(() -> change(id, Permission.EDIT)
                .describe(Names.labels("labels", labels), Names.annotations("metadata.annotations", annotations)));
    }

    /** Lets pods open connections to the outside, or not. Owners. */
    public ProjectView setEgress(long id, boolean egress) {
        return transactions.write(() -> {
            Project project = change(id, Permission.OWN);
            if (project.egress() != egress) {
                project.setEgress(egress);
                announce(
                        project,
                        egress ? "EgressAllowed" : "EgressForbidden",
                        egress
                                ? "Pods may open connections to the outside."
                                : "Pods may no longer open connections to the outside.");
            }
            return view(project);
        });
    }

    /**
     * Marks the project with all that is in it as deleting; the reconcilers remove it then. Owners. Deleting it once
     * more changes nothing.
     *
     * @param typedName the project's name, typed by the user as confirmation
     * @throws PodSpaceException INVALID at {@code typedName} when it is not the name
     */
    public void delete(long id, String typedName) {
        transactions.write(() -> {
            permissions.require(id, Permission.OWN);
            Project project = present(rows.find(Project.class, id, LockModeType.PESSIMISTIC_WRITE));
            if (!project.name().equals(typedName)) {
                throw PodSpaceException.invalid(
                        "typedName",
                        "typedName: type the project's name, '%s', to delete it".formatted(project.name()));
            }
            if (project.startDeleting(clock.instant())) {
                deletion.fire(new ProjectDeletion(id));
                announce(project, "Deleting", "The project and all that is in it is being deleted.");
            }
        });
    }

    private Project change(long id, Permission least) {
        permissions.require(id, least);
        Project project = present(rows.find(Project.class, id, LockModeType.PESSIMISTIC_WRITE));
        project.mustBeAlive("project");
        return project;
    }

    /** It may go between the question for permission and this; administrators may ask for what never was. */
    private static Project present(Project found) {
        return Optional.ofNullable(found).orElseThrow(Permissions::notFound);
    }

    private Optional<Project> byName(String name) {
        return rows.createQuery("SELECT p FROM Project p WHERE p.name = :name", Project.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    private ProjectView view(Project project) {
        return view(project, permissions.role(project.id()).orElseThrow(Permissions::notFound));
    }

    private static ProjectView view(Project project, Role role) {
        return new ProjectView(
                project.id(),
                project.uid(),
                project.name(),
                project.displayName(),
                project.subnet(),
                project.egress(),
                project.networkMessage(),
                project.deleting(),
                project.generation(),
                project.createdAt(),
                role);
    }

    private void announce(Project project, String reason, String message) {
        announcements.say(project.id(), Changed.Topic.PROJECT, project, reason, message);
    }
}
