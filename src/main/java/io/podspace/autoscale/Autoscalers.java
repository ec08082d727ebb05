package io.podspace.autoscale;

import io.podspace.activity.Announcements;
import io.podspace.deployment.DeploymentSummary;
import io.podspace.deployment.Deployments;
import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.project.LiveProjects;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The boundary of autoscalers: looking is for members, changing for editors. One goes with its deployment. They are kept and
 * shown; the number of pods stays with people until something reads metrics.
 */
@ApplicationScoped
public class Autoscalers {
    private static final int LONGEST_NAME = 63;

    @PersistenceContext
    EntityManager rows;

    @Inject
    AutoscalerRows autoscalers;

    @Inject
    Deployments deployments;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    LiveProjects projects;

    @Inject
    Announcements announcements;

    @Inject
    Clock clock;

    /**
     * @throws PodSpaceException INVALID at {@code name}, {@code deployment}, {@code min}, {@code max} or
     *     {@code cpuPercent}; ALREADY_EXISTS at {@code name}
     */
    public AutoscalerView create(NewAutoscaler command) {
        return transactions.write(() -> {
            long project = command.projectId();
            permissions.require(project, Permission.EDIT);
            String name = Names.label("name", command.name(), LONGEST_NAME);
            Bounds bounds = command.bounds().check();
            projects.hold(project);
            if (autoscalers.all(project).stream().anyMatch(row -> row.name().equals(name))) {
                throw PodSpaceException.at(
                        "name", ErrorCode.ALREADY_EXISTS, "name: there is an autoscaler '%s' already".formatted(name));
            }
            DeploymentSummary deployment = free(project, command.deployment(), name);
            Autoscaler row = new Autoscaler(project, name, deployment.id(), bounds, clock.instant());
            rows.persist(row);
            announcements.made(project, Changed.Topic.AUTOSCALER, row, said(deployment.name(), bounds));
            return view(row, deployment.name());
        });
    }

    /** @throws PodSpaceException as {@link #create} */
    public AutoscalerView update(long id, String deploymentName, Bounds wish) {
        return transactions.write(() -> {
            Autoscaler row = autoscalers.locked(id);
            Bounds bounds = wish.check();
            DeploymentSummary deployment = free(row.projectId(), deploymentName, row.name());
            if (row.change(deployment.id(), bounds)) {
                announce(row, "Changed", said(deployment.name(), bounds));
            }
            return view(row, deployment.name());
        });
    }

    /**
     * Sets how fast the number of pods may change.
     *
     * @param wish empty: as the platform does by itself
     * @throws PodSpaceException INVALID at {@code behavior.scaleUp...} or {@code behavior.scaleDown...}
     */
    public void behave(long id, Optional<Behavior> wish) {
        transactions.write(() -> {
            Autoscaler row = autoscalers.locked(id);
            if (row.behave(wish.map(Behavior::check))) {
                announce(row, "Changed", "How fast it may change the number of pods was set.");
            }
        });
    }

    /** The number of pods stays what it is. */
    public void delete(long id) {
        transactions.write(() -> {
            Autoscaler row = autoscalers.locked(id);
            rows.remove(row);
            announce(row, "Deleted", "The number of pods stays what it is.");
        });
    }

    /** By name. */
    public List<AutoscalerView> list(long projectId) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            Map<Long, String> names = deployments.list(projectId).stream()
                    .collect(Collectors.toMap(DeploymentSummary::id, DeploymentSummary::name));
            return autoscalers.all(projectId).stream()
                    .filter(row -> names.containsKey(row.deploymentId()))
                    .map(row -> view(row, names.get(row.deploymentId())))
                    .toList();
        });
    }

    /** Of a deployment, by its row id. */
    public Optional<AutoscalerView> of(long deployment) {
        return transactions.read(() -> {
            String name = deployments.view(deployment).name();
            return autoscalers.ofDeployment(deployment).map(row -> view(row, name));
        });
    }

    /** Sets labels and annotations of the object itself, for the public API. Editors. */
    public void describe(long id, Map<String, String> labels, Map<String, String> annotations) {
        transactions.write(() -> autoscalers
                .locked(id)
                .describe(Names.labels("labels", labels), Names.annotations("metadata.annotations", annotations)));
    }

    /** A deployment that has no other autoscaler than this one. */
    private DeploymentSummary free(long project, String name, String autoscaler) {
        DeploymentSummary deployment = deployments.list(project).stream()
                .filter(candidate -> candidate.name().equals(name) && !candidate.deleting())
                .findFirst()
                .orElseThrow(() -> PodSpaceException.invalid(
                        "deployment",
                        "there is no deployment '%s' in this project; make it first".formatted(Names.shown(name))));
        autoscalers
                .ofDeployment(deployment.id())
                .filter(other -> !other.name().equals(autoscaler))
                .ifPresent(other -> {
                    throw PodSpaceException.invalid(
                            "deployment",
                            "the deployment '%s' has the autoscaler '%s' already; change that one"
                                    .formatted(name, other.name()));
                });
        return deployment;
    }

    private static String said(String deployment, Bounds bounds) {
        return "From %d to %d pods of '%s', at %d %% of the CPU that they request."
                .formatted(bounds.min(), bounds.max(), deployment, bounds.cpuPercent());
    }

    private static AutoscalerView view(Autoscaler row, String deployment) {
        return new AutoscalerView(
                row.id(),
                row.uid(),
                row.projectId(),
                row.name(),
                row.deploymentId(),
                deployment,
                row.bounds(),
                row.behavior());
    }

    private void announce(Autoscaler row, String reason, String message) {
        announcements.say(row.projectId(), Changed.Topic.AUTOSCALER, row, reason, message);
    }
}
