package io.podspace.project;

import io.podspace.activity.Announcements;
import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.security.Accounts;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import io.podspace.security.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.query.NativeQuery;

/** The boundary of a project's members. Members may read the list, owners change it. */
@ApplicationScoped
public class Members {
    private static final String MEMBERS = """
            SELECT a.name, a.email, m.role, m.created_at FROM membership m JOIN account a ON a.id = m.account_id
            WHERE m.project_id = :project ORDER BY FIELD(m.role, 'OWNER', 'EDITOR', 'VIEWER'), a.name""";

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    Accounts accounts;

    @Inject
    Announcements announcements;

    @Inject
    Clock clock;

    /** By role, then by name. */
    public List<MemberView> list(long projectId) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            return members(projectId);
        });
    }

    /**
     * Gives an account a role in the project, or changes the role it has.
     *
     * @throws PodSpaceException NOT_FOUND at {@code name}; CONFLICT when the last owner would be lost
     */
    public MemberView add(long projectId, String name, Role role) {
        return transactions.write(() -> {
            Project project = change(projectId);
            long account = accounts.idOf(name);
            Optional<Membership> membership = membership(projectId, account);
            if (membership.isPresent()) {
                change(project, membership.get(), role);
            } else {
                rows.persist(new Membership(projectId, account, role, clock.instant()));
            }
            announce(
                    project,
                    "MemberAdded",
                    "'%s' is now %s.".formatted(name, role.name().toLowerCase(Locale.ROOT)));
            return members(projectId).stream()
                    .filter(member -> member.name().equalsIgnoreCase(name.strip()))
                    .findFirst()
                    .orElseThrow();
        });
    }

    /** @throws PodSpaceException CONFLICT for the last owner; one who is no member is left alone */
    public void remove(long projectId, String name) {
        transactions.write(() -> {
            Project project = change(projectId);
            Optional<Membership> membership = membership(projectId, accounts.idOf(name));
            if (membership.isPresent()) {
                remove(project, membership.get());
                announce(project, "MemberRemoved", "'%s' is no member any more.".formatted(name));
            }
        });
    }

    /** The lock on the project's row makes two changes of its members follow each other: one owner is always left. */
    private Project change(long projectId) {
        permissions.require(projectId, Permission.OWN);
        Project project = rows.find(Project.class, projectId, LockModeType.PESSIMISTIC_WRITE);
        project.mustBeAlive("project");
        project.membersChanged();
        return project;
    }

    private void change(Project project, Membership membership, Role role) {
        boolean owned = membership.role() == Role.OWNER;
        membership.role(role);
        if (owned) {
            mustHaveOwner(project);
        }
    }

    private void remove(Project project, Membership membership) {
        rows.remove(membership);
        if (membership.role() == Role.OWNER) {
            mustHaveOwner(project);
        }
    }

    /** Asked only when an owner goes: a project that the platform itself made has none from the start. */
    private void mustHaveOwner(Project project) {
        Long owners = rows.createQuery(
                        "SELECT COUNT(m) FROM Membership m WHERE m.projectId = :project AND m.role = :role", Long.class)
                .setParameter("project", project.id())
                .setParameter("role", Role.OWNER)
                .getSingleResult();
        if (owners == 0) {
            throw new PodSpaceException(
                    ErrorCode.CONFLICT,
                    "The project '%s' would have no owner left; make somebody else an owner first."
                            .formatted(project.name()));
        }
    }

    private Optional<Membership> membership(long projectId, long accountId) {
        return rows.createQuery(
                        "SELECT m FROM Membership m WHERE m.projectId = :project AND m.accountId = :account",
                        Membership.class)
                .setParameter("project", projectId)
                .setParameter("account", accountId)
                .getResultStream()
                .findFirst();
    }

    private List<MemberView> members(long projectId) {
        return rows
                .createNativeQuery(MEMBERS, Tuple.class)
                .setParameter("project", projectId)
                .unwrap(NativeQuery.class)
                .addScalar("name", String.class)
                .addScalar("email", String.class)
                .addScalar("role", String.class)
                .addScalar("created_at", Instant.class)
                .getResultList()
                .stream()
                .map(row -> member((Tuple) row))
                .toList();
    }

    private static MemberView member(Tuple row) {
        return new MemberView(
                row.get("name", String.class),
                row.get("email", String.class),
                Role.valueOf(row.get("role", String.class)),
                row.get("created_at", Instant.class));
    }

    private void announce(Project project, String reason, String message) {
        announcements.say(project.id(), Changed.Topic.PROJECT, project, reason, message);
    }
}
