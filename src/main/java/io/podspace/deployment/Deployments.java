package io.podspace.deployment;

import io.podspace.activity.Announcements;
import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.project.LiveProjects;
import io.podspace.project.ProjectDeletion;
import io.podspace.project.ProjectRef;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The boundary of deployments: writes intent, never touches an engine. Looking is for members, changing for editors;
 * what the caller may not see and what is not there get the same NOT_FOUND. Changing one that is being deleted is a
 * CONFLICT.
 */
@ApplicationScoped
public class Deployments {
    @PersistenceContext
    EntityManager rows;

    @Inject
    DeploymentRows deployments;

    @Inject
    DeploymentReader reader;

    @Inject
    NextRevisions revisions;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    LiveProjects projects;

    @Inject
    RevisionTemplates templates;

    @Inject
    Announcements announcements;

    @Inject
    Clock clock;

    /**
     * Writes the deployment and its first revision.
     *
     * @throws PodSpaceException INVALID at a field such as {@code name}, {@code replicas}, {@code ports[1].number},
     *     {@code environment[PATH]}; ALREADY_EXISTS at {@code name}
     */
    public DeploymentView create(NewDeployment command) {
        return transactions.write(() -> {
            permissions.require(command.projectId(), Permission.EDIT);
            NewDeployment wish = DeploymentRules.check(command);
            ProjectRef project = projects.hold(wish.projectId());
            deployments.find(project.id(), wish.name()).ifPresent(DeploymentRules::nameIsTaken);
            Deployment deployment =
                    new Deployment(project.id(), wish.name(), wish.labels(), wish.replicas(), clock.instant());
            rows.persist(deployment);
            Revision revision = revisions.first(deployment, wish.template());
            announcements.made(
                    deployment.projectId(),
                    Changed.Topic.DEPLOYMENT,
                    deployment,
                    "%d %s of %s wanted."
                            .formatted(
                                    wish.replicas(),
                                    wish.replicas() == 1 ? "pod" : "pods",
                                    wish.template().image()));
            return reader.view(deployment, project, revision);
        });
    }

    /**
     * Sets how many pods there shall be; the latest wish wins.
     *
     * @param replicas 0-10000
     * @return the number wanted before
     */
    public int scale(long id, int replicas) {
        return transactions.write(() -> {
            Deployment deployment = change(id);
            TemplateRules.range("replicas", replicas, 0, DeploymentRules.MOST_REPLICAS);
            int before = deployment.replicas();
            if (before != replicas) {
                deployment.scale(replicas);
                announce(
                        deployment,
                        replicas > before ? "ScaledUp" : "ScaledDown",
                        "From %d to %d pods.".formatted(before, replicas));
            }
            return before;
        });
    }

    /**
     * Makes a new revision. A template equal to the current one makes none.
     *
     * @param basedOn number of the revision that the user saw
     * @param template with its whole environment
     * @param cause why, at most 255 characters; blank: what changed, in words
     * @throws PodSpaceException INVALID as {@link #create}; CONFLICT when {@code basedOn} is no longer the current one
     */
    public RevisionView configure(long id, int basedOn, PodTemplate template, String cause) {
        return transactions.write(() -> {
            Deployment deployment = change(id);
            PodTemplate wish = TemplateRules.check(template);
            if (deployment.revisionNumber() != basedOn) {
                throw new PodSpaceException(
                        ErrorCode.CONFLICT,
                        "Somebody else made revision #%d while you edited #%d. Look at it, then repeat your change."
                                .formatted(deployment.revisionNumber(), basedOn));
            }
            Revision current = deployments.revision(deployment, basedOn);
            PodTemplate before = templates.whole(deployment, current);
            String difference = TemplateChanges.between(before, wish);
            if (difference.isEmpty()) {
                return reader.view(deployment, current);
            }
            String text = cause == null || cause.isBlank() ? difference : DeploymentRules.cause(cause);
            return reader.view(deployment, revisions.next(deployment, wish, text));
        });
    }

    /**
     * Changes how the next exchange goes, and the rest of one under way. Makes no revision.
     *
     * @throws PodSpaceException INVALID at a field such as {@code maxSurge} or {@code progressDeadlineSeconds}
     */
    public void changeStrategy(long id, Strategy wish) {
        transactions.write(() -> {
            Deployment deployment = change(id);
            Strategy strategy = StrategyRules.check(wish);
            if (!strategy.equals(deployment.strategy())) {
                deployment.strategy(strategy);
                announce(deployment, "StrategyChanged", "New revisions come by: %s.".formatted(strategy.words()));
            }
        });
    }

    /** Makes a new revision of the same template, so that every pod is replaced. */
    public RevisionView restart(long id) {
        return transactions.write(() -> {
            Deployment deployment = change(id);
            return reader.view(deployment, revisions.again(deployment, "restart"));
        });
    }

    /**
     * Makes a new revision from the template of an earlier one, with the image that this was resolved to then.
     *
     * @throws PodSpaceException NOT_FOUND; CONFLICT while paused
     */
    public RevisionView rollBack(long id, int toNumber) {
        return transactions.write(() -> {
            Deployment deployment = change(id);
            if (deployment.paused()) {
                throw new PodSpaceException(
                        ErrorCode.CONFLICT,
                        "Rollouts of '%s' are paused. Resume or abort, then roll back.".formatted(deployment.name()));
            }
            return reader.view(deployment, revisions.backTo(deployment, toNumber));
        });
    }

    /** @throws PodSpaceException NOT_FOUND */
    public DeploymentView view(String project, String name) {
        return transactions.read(() -> reader.view(deployments.visible(project, name)));
    }

    /** @throws PodSpaceException NOT_FOUND */
    public DeploymentView view(long id) {
        return transactions.read(() -> reader.view(deployments.visible(id, Permission.VIEW)));
    }

    /** By name. */
    public List<DeploymentSummary> list(long projectId) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            return deployments.summaries(projectId);
        });
    }

    /** Newest first, at most 100. */
    public List<RevisionView> revisions(long id) {
        return transactions.read(() -> {
            Deployment deployment = deployments.visible(id, Permission.VIEW);
            return deployments.revisions(deployment).stream()
                    .map(revision -> reader.view(deployment, revision))
                    .toList();
        });
    }

    /**
     * In what two revisions differ, by field; of variables the names, never the values. First whether the same tag meant
     * another image.
     *
     * @throws PodSpaceException NOT_FOUND
     */
    public List<TemplateDifference> differences(long id, int from, int to) {
        return transactions.read(() -> {
            Deployment deployment = deployments.visible(id, Permission.VIEW);
            Revision one = deployments.revision(deployment, from);
            Revision other = deployments.revision(deployment, to);
            List<TemplateDifference> found = new ArrayList<>();
            TemplateDifference.ofImages(one.imageDigest(), other.imageDigest()).ifPresent(found::add);
            found.addAll(
                    TemplateDifference.between(templates.whole(deployment, one), templates.whole(deployment, other)));
            return found;
        });
    }

    /** The environment of the current revision, values included. Editors only. */
    public Map<String, String> environment(long id) {
        return transactions.read(() -> {
            Deployment deployment = deployments.visible(id, Permission.EDIT);
            Revision current = deployments.revision(deployment, deployment.revisionNumber());
            return templates.environment(deployment.uid(), current);
        });
    }

    /** As {@link #environment(long)} for one of its revisions. Editors only. */
    public Map<String, String> environment(long id, int revision) {
        return transactions.read(() -> {
            Deployment deployment = deployments.visible(id, Permission.EDIT);
            return templates.environment(deployment.uid(), deployments.revision(deployment, revision));
        });
    }

    /** Marks it as deleting: its pods are drained and removed, then the row goes. Once more changes nothing. */
    public void delete(long id) {
        transactions.write(() -> {
            Deployment deployment = deployments.locked(id);
            if (deployment.startDeleting(clock.instant())) {
                announce(deployment, "Deleting", "The deployment and its pods are being deleted.");
            }
        });
    }

    void onProjectDeletion(@Observes ProjectDeletion deletion) {
        for (Deployment deployment : deployments.allLocked(deletion.project())) {
            if (deployment.startDeleting(clock.instant())) {
                announce(deployment, "Deleting", "The project is being deleted.");
            }
        }
    }

    private Deployment change(long id) {
        Deployment deployment = deployments.locked(id);
        deployment.mustBeAlive("deployment");
        return deployment;
    }

    private void announce(Deployment deployment, String reason, String message) {
        announcements.say(deployment.projectId(), Changed.Topic.DEPLOYMENT, deployment, reason, message);
    }
}
