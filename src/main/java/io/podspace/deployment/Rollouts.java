package io.podspace.deployment;

import io.podspace.activity.Announcements;
import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.security.CurrentUser;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The boundary of rollouts: what users decide about the passage under way. Looking is for members, deciding for editors.
 * What does not fit the state is a CONFLICT that says so.
 */
@ApplicationScoped
public class Rollouts {
    @Inject
    DeploymentRows deployments;

    @Inject
    RolloutRows rollouts;

    @Inject
    Transactions transactions;

    @Inject
    Announcements announcements;

    @Inject
    CurrentUser user;

    @Inject
    Clock clock;

    /** Of a deployment, newest first, at most 100. */
    public List<RolloutView> list(long deployment) {
        return transactions.read(() -> rollouts.views(deployments.visible(deployment, Permission.VIEW)));
    }

    /** The newest of a deployment, over or not. */
    public Optional<RolloutView> newest(long deployment) {
        return transactions.read(() -> rollouts.views(deployments.visible(deployment, Permission.VIEW)).stream()
                .findFirst());
    }

    /** Nothing more is exchanged until {@link #resume}; new revisions are taken and wait. */
    public void pause(long id) {
        transactions.write(() -> {
            Deployment deployment = change(id);
            if (!deployment.paused()) {
                rollouts.newest(deployment)
                        .filter(rollout -> rollout.state() == RolloutState.RUNNING)
                        .ifPresent(Rollout::pause);
                deployment.pause(true);
                announce(deployment, "RolloutPaused", "No pod is exchanged until somebody resumes.");
            }
        });
    }

    /** Goes on; the time to the deadline begins anew. */
    public void resume(long id) {
        transactions.write(() -> {
            Deployment deployment = change(id);
            if (deployment.paused()) {
                go(deployment);
                announce(deployment, "RolloutResumed", "Pods are exchanged again.");
            }
        });
    }

    /**
     * Goes on to the next stage of a canary or of blue/green: more requests to the new pods, or none to the old ones any
     * more.
     *
     * @throws PodSpaceException CONFLICT when none goes by stages, or the pods of this one do not hold ready yet
     */
    public void promote(long id) {
        transactions.write(() -> {
            Deployment deployment = change(id);
            Rollout rollout = newest(deployment);
            rollout.promote(deployment.strategy().sequence().size(), now());
            deployment.turn();
            announce(deployment, "RolloutPromoted", "Revision #%d goes on to its next stage.".formatted(rollout.to()));
        });
    }

    /**
     * Goes back to the revision that the rollout under way came from; also while it is paused.
     *
     * @throws PodSpaceException CONFLICT when none is under way, or there is no good revision
     */
    public void abort(long id) {
        transactions.write(() -> {
            Deployment deployment = change(id);
            Rollout rollout = newest(deployment);
            int from = rollout.abort("Aborted by %s.".formatted(user.name()));
            deployments.revision(deployment, from);
            deployment.pause(false);
            deployment.goTo(from);
            announce(deployment, "RolloutAborted", "From revision #%d back to #%d.".formatted(rollout.to(), from));
        });
    }

    /**
     * Tries the revision of the last rollout once more, its hooks included.
     *
     * @throws PodSpaceException CONFLICT when it neither failed nor was rolled back; NOT_FOUND when the revision is gone
     */
    public void retry(long id) {
        transactions.write(() -> {
            Deployment deployment = change(id);
            Rollout last = newest(deployment);
            if (last.state() != RolloutState.ROLLED_BACK && last.state() != RolloutState.FAILED) {
                throw new PodSpaceException(
                        ErrorCode.CONFLICT, "Only a rollout that failed or was rolled back can be tried again.");
            }
            deployments.revision(deployment, last.to());
            int before = deployment.revisionNumber();
            deployment.goTo(last.to());
            rollouts.begin(deployment, before, "another try of #" + last.to(), user.name(), now());
            announce(deployment, "RolloutRetried", "Revision #%d is tried again.".formatted(last.to()));
        });
    }

    private void go(Deployment deployment) {
        rollouts.newest(deployment)
                .filter(rollout -> rollout.state() == RolloutState.PAUSED)
                .ifPresent(rollout -> rollout.resume(now()));
        deployment.pause(false);
    }

    private Rollout newest(Deployment deployment) {
        return rollouts.newest(deployment)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.CONFLICT,
                        "The deployment '%s' has had no rollout yet.".formatted(deployment.name())));
    }

    private Deployment change(long id) {
        Deployment deployment = deployments.locked(id);
        deployment.mustBeAlive("deployment");
        return deployment;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void announce(Deployment deployment, String reason, String message) {
        announcements.say(deployment.projectId(), Changed.Topic.DEPLOYMENT, deployment, reason, message);
    }
}
