package io.podspace.image;

import io.podspace.activity.Activities;
import io.podspace.activity.Severity;
import io.podspace.activity.Subject;
import io.podspace.host.ContainerDriver;
import io.podspace.host.HostView;
import io.podspace.host.LiveHosts;
import io.podspace.host.RegistryLogin;
import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.project.LiveProjects;
import io.podspace.project.ProjectRef;
import io.podspace.security.CurrentUser;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import io.podspace.security.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** The boundary of a project's credentials for registries. Secrets go in and never come out again. */
@ApplicationScoped
public class Credentials {
    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    CurrentUser user;

    @Inject
    LiveProjects projects;

    @Inject
    RegistryLogins logins;

    @Inject
    Secrets secrets;

    @Inject
    Activities activities;

    @Inject
    LiveHosts hosts;

    @Inject
    ContainerDriver driver;

    @Inject
    Clock clock;

    /** All of a project, by registry. Members. */
    public List<CredentialView> list(long projectId) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            return logins.rows(projectId).stream().map(RegistryCredential::view).toList();
        });
    }

    /**
     * Adds credentials, or replaces those for the same registry. Editors.
     *
     * @throws PodSpaceException INVALID at {@code registry}, {@code username} or {@code secret}
     */
    public CredentialView add(long projectId, NewCredential typed) {
        return transactions.write(() -> {
            permissions.require(projectId, Permission.EDIT);
            ProjectRef project = projects.hold(projectId);
            RegistryLogin login = CredentialRules.check(typed);
            RegistryCredential row = logins.row(projectId, login.registry())
                    .orElseGet(() -> new RegistryCredential(projectId, login.registry()));
            row.is(
                    login.username(),
                    secrets.seal(
                            login.secret().getBytes(StandardCharsets.UTF_8),
                            RegistryLogins.context(project, login.registry())),
                    clock.instant());
            rows.persist(row);
            rows.flush();
            note(project, "CredentialsSaved", "Credentials for registry %s were saved.".formatted(login.registry()));
            return row.view();
        });
    }

    /** Removes credentials; gone already is fine. Editors. */
    public void remove(long projectId, long id) {
        transactions.write(() -> {
            permissions.require(projectId, Permission.EDIT);
            RegistryCredential row = rows.find(RegistryCredential.class, id);
            if (row != null && row.projectId() == projectId) {
                rows.remove(row);
                note(
                        projects.ref(projectId),
                        "CredentialsRemoved",
                        "Credentials for registry %s were removed."
                                .formatted(row.view().registry()));
            }
        });
    }

    /**
     * Tries credentials at their registry, from a host, before they are saved. Editors.
     *
     * @throws PodSpaceException INVALID at a field; IMAGE_DENIED or IMAGE with the registry's own words; HOST_UNREACHABLE
     */
    public void test(long projectId, NewCredential typed) {
        permissions.require(projectId, Permission.EDIT);
        RegistryLogin login = CredentialRules.check(typed);
        HostView host = hosts.list().stream()
                .filter(each -> each.silentSince().isEmpty())
                .findFirst()
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.HOST_UNREACHABLE, "No host answers now, so nothing can be tried. Try again later."));
        try {
            driver.checkLogin(host.ref(), login);
        } catch (PodSpaceException refusal) {
            throw PodSpaceException.at(field(refusal.code()), refusal.code(), refusal.getMessage());
        }
    }

    /** The field to look at again. */
    private static String field(ErrorCode refusal) {
        return refusal == ErrorCode.IMAGE_DENIED ? "secret" : "registry";
    }

    private void note(ProjectRef project, String reason, String message) {
        activities.record(
                new Subject(project.id(), Changed.Topic.PROJECT, project.uid(), project.name()),
                Severity.NORMAL,
                reason,
                message,
                user.name());
    }
}
