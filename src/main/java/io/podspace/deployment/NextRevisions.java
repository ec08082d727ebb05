package io.podspace.deployment;

import io.podspace.activity.Announcements;
import io.podspace.platform.Changed;
import io.podspace.platform.PodSpaceException;
import io.podspace.security.CurrentUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Writes revisions and begins their rollouts. Whoever asks is in a transaction, has locked the deployment's row and checked
 * permission and template.
 */
@ApplicationScoped
class NextRevisions {
    @PersistenceContext
    EntityManager rows;

    @Inject
    DeploymentRows deployments;

    @Inject
    RolloutRows rollouts;

    @Inject
    RevisionTemplates templates;

    @Inject
    Announcements announcements;

    @Inject
    CurrentUser user;

    @Inject
    Clock clock;

    /** With it nothing is exchanged. */
    Revision first(Deployment deployment, PodTemplate template) {
        return write(deployment, 1, template, null, "created");
    }

    /** @param template with its whole environment; @param cause at most 255 characters */
    Revision next(Deployment deployment, PodTemplate template, String cause) {
        return next(deployment, template, null, cause);
    }

    private Revision next(Deployment deployment, PodTemplate template, String digest, String cause) {
        int before = deployment.revisionNumber();
        deployment.goTo(deployments.lastNumber(deployment) + 1);
        Revision revision = write(deployment, deployment.revisionNumber(), template, digest, cause);
        rollouts.begin(deployment, before, cause, user.name(), revision.createdAt());
        announcements.say(
                deployment.projectId(),
                Changed.Topic.DEPLOYMENT,
                deployment,
                "NewRevision",
                "Revision #%d: %s.".formatted(revision.number(), cause));
        return revision;
    }

    /** A new one of the current one's template; its tag is resolved anew. */
    Revision again(Deployment deployment, String cause) {
        Revision current = deployments.revision(deployment, deployment.revisionNumber());
        return next(deployment, templates.whole(deployment, current), cause);
    }

    /**
     * A new one of the template of an earlier one, with the image that ran then: its tag may mean by now what people want
     * to leave.
     *
     * @throws PodSpaceException NOT_FOUND
     */
    Revision backTo(Deployment deployment, int number) {
        Revision earlier = deployments.revision(deployment, number);
        return next(
                deployment,
                templates.whole(deployment, earlier),
                earlier.imageDigest(),
                "roll back to #" + earlier.number());
    }

    private Revision write(Deployment deployment, int number, PodTemplate template, String digest, String cause) {
        Revision revision = templates.row(
                deployment,
                number,
                template,
                cause,
                user.name(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        revision.pin(digest);
        rows.persist(revision);
        return revision;
    }
}
