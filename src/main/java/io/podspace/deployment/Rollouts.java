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

    /**
     * As a manifest wishes it: also where no rollout goes on, so that changes are collected. Nothing is exchanged until
     * {@link #resume}; new revisions are taken and wait.
     */
    public void pause(long id) {
        transactions.write(() -> {
            Deployment deployment = change(id);
            if (!deployment.paused()) {
                pause(deployment);
            }
        });
    }

    /** Goes on; the time to the deadline begins anew. */
    public void resume(long id) {
        transactions.write(() -> {
            Deployment deployment = change(id);
            if (deployment.paused()) {
                resume(deployment);
            }
        });
    }

    /**
     * Carries out what somebody chose, if it still does something.
     *
     * @throws PodSpaceException CONFLICT when it makes no sense now, as {@link Standing} says; NOT_FOUND when the revision
     *     to go to is gone
     */
    public void decide(long id, Decision decision) {
        transactions.write(() -> {
            Deployment deployment = change(id);
            Optional<Rollout> newest = rollouts.newest(deployment);
            new Standing(deployment.paused(), deployment.strategy(), newest.map(rollout -> rollout.view(List.of())))
                    .refusal(decision)
                    .ifPresent(why -> {
                        throw new PodSpaceException(ErrorCode.CONFLICT, why);
                    });
            switch (decision) {
                case PAUSE -> pause(deployment);
                case RESUME -> resume(deployment);
                case PROMOTE -> promote(deployment, newest.orElseThrow());
                case ABORT -> abort(deployment, newest.orElseThrow());
                case RETRY -> retry(deployment, newest.orElseThrow());
            }
        });
    }

    private void pause(Deployment deployment) {
        rollouts.newest(deployment)
                .filter(rollout -> rollout.state() == RolloutState.RUNNING)
                .ifPresent(Rollout::pause);
        deployment.pause(true);
        announce(deployment, "RolloutPaused", "No pod is exchanged until somebody resumes.");
    }

    private void resume(Deployment deployment) {
        rollouts.newest(deployment)
                .filter(rollout -> rollout.state() == RolloutState.PAUSED)
                .ifPresent(rollout -> rollout.resume(now()));
        deployment.pause(false);
        announce(deployment, "RolloutResumed", "Pods are exchanged again.");
    }

    private void promote(Deployment deployment, Rollout rollout) {
        rollout.promote(deployment.strategy().sequence().size(), now());
        deployment.turn();
        announce(deployment, "RolloutPromoted", "Revision #%d goes on to its next stage.".formatted(rollout.to()));
    }

    private void abort(Deployment deployment, Rollout rollout) {
        int from = rollout.abort("Aborted by %s.".formatted(user.name()));
        deployments.revision(deployment, from);
        deployment.pause(false);
        deployment.goTo(from);
        announce(deployment, "RolloutAborted", "From revision #%d back to #%d.".formatted(rollout.to(), from));
    }

    private void retry(Deployment deployment, Rollout last) {
        deployments.revision(deployment, last.to());
        int before = deployment.revisionNumber();
        deployment.goTo(last.to());
        rollouts.begin(deployment, before, "another try of #" + last.to(), user.name(), now());
        announce(deployment, "RolloutRetried", "Revision #%d is tried again.".formatted(last.to()));
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
