package io.podspace.image;

import io.podspace.host.RegistryLogin;
import io.podspace.platform.Transactions;
import io.podspace.project.LiveProjects;
import io.podspace.project.ProjectRef;
import io.podspace.security.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Opens credentials for the platform's own pulls. Checks no permission; nothing of it goes to a user. */
@ApplicationScoped
public class RegistryLogins {
    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    LiveProjects projects;

    @Inject
    Secrets secrets;

    /**
     * What to log in with for an image of a project.
     *
     * @param reference of the image, in any form
     * @return empty when the project has none for its registry
     */
    public Optional<RegistryLogin> loginFor(long projectId, String reference) {
        String registry = ImageReference.parse(reference).registry();
        return transactions.read(() -> row(projectId, registry)
                .map(row -> new RegistryLogin(
                        registry,
                        row.username(),
                        new String(
                                secrets.open(row.sealedSecret(), context(projects.ref(projectId), registry)),
                                StandardCharsets.UTF_8))));
    }

    List<RegistryCredential> rows(long projectId) {
        return rows.createQuery(
                        "SELECT c FROM RegistryCredential c WHERE c.projectId = :project ORDER BY c.registry",
                        RegistryCredential.class)
                .setParameter("project", projectId)
                .getResultList();
    }

    Optional<RegistryCredential> row(long projectId, String registry) {
        return rows.createQuery(
                        "SELECT c FROM RegistryCredential c WHERE c.projectId = :project AND c.registry = :registry",
                        RegistryCredential.class)
                .setParameter("project", projectId)
                .setParameter("registry", registry)
                .getResultStream()
                .findFirst();
    }

    /** Where a sealed secret belongs: copied to another project or registry, it cannot be opened. */
    static String context(ProjectRef project, String registry) {
        return "project/%s/registry/%s".formatted(project.uid(), registry);
    }
}
