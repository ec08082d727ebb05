package io.podspace.deployment;

import io.podspace.platform.Transactions;
import io.podspace.project.LiveProjects;
import io.podspace.project.ProjectRef;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The boundary for whoever shows all deployments of a project with all that belongs to them: a fixed number of statements,
 * however many there are. Members.
 */
@ApplicationScoped
public class DeploymentSurveys {
    private static final String DEPLOYMENTS = "SELECT d FROM Deployment d WHERE d.projectId = :project ORDER BY d.name";
    private static final String REVISIONS = """
            SELECT r FROM Revision r JOIN Deployment d ON d.id = r.deploymentId
            WHERE d.projectId = :project ORDER BY r.number DESC""";
    private static final String ROLLED_BACK = """
            SELECT r.deploymentId FROM Rollout r JOIN Deployment d ON d.id = r.deploymentId
            WHERE d.projectId = :project AND r.state = :state
            AND r.id = (SELECT MAX(newest.id) FROM Rollout newest WHERE newest.deploymentId = r.deploymentId)""";

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    LiveProjects projects;

    @Inject
    DeploymentReader reader;

    /**
     * One deployment.
     *
     * @param revisions newest first
     * @param rolledBack its last rollout failed and went back
     */
    public record Survey(DeploymentView view, Shape shape, List<RevisionView> revisions, boolean rolledBack) {}

    /** All of a project, by name. */
    public List<Survey> of(long projectId) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            ProjectRef project = projects.ref(projectId);
            // Before their revisions, so that each is found with its current one.
            List<Deployment> deployments = rows.createQuery(DEPLOYMENTS, Deployment.class)
                    .setParameter("project", projectId)
                    .getResultList();
            Map<Long, List<Revision>> revisions = rows.createQuery(REVISIONS, Revision.class)
                    .setParameter("project", projectId)
                    .getResultStream()
                    .collect(Collectors.groupingBy(Revision::deploymentId));
            Set<Long> rolledBack = new HashSet<>(rows.createQuery(ROLLED_BACK, Long.class)
                    .setParameter("project", projectId)
                    .setParameter("state", RolloutState.ROLLED_BACK)
                    .getResultList());
            return deployments.stream()
                    .filter(deployment -> revisions.containsKey(deployment.id()))
                    .map(deployment -> survey(
                            deployment, project, revisions.get(deployment.id()), rolledBack.contains(deployment.id())))
                    .toList();
        });
    }

    private Survey survey(Deployment deployment, ProjectRef project, List<Revision> revisions, boolean rolledBack) {
        List<RevisionView> views = revisions.stream()
                .map(revision -> reader.view(deployment, revision))
                .toList();
        RevisionView current =
                views.stream().filter(RevisionView::current).findFirst().orElse(views.getFirst());
        return new Survey(
                DeploymentViews.view(deployment, project, current.template(), current.environmentNames()),
                Shapes.of(deployment),
                views,
                rolledBack);
    }
}
