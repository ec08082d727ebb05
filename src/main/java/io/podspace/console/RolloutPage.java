package io.podspace.console;

import io.podspace.deployment.RolloutState;
import io.podspace.deployment.RolloutView;
import io.podspace.deployment.Rollouts;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;

/** The rollouts of the deployment that the address names: the newest with its steps and its deadline, and those before. */
@Named
@RequestScoped
public class RolloutPage {
    @Inject
    DeploymentPage page;

    @Inject
    Rollouts rollouts;

    private List<RolloutView> all;

    private List<RolloutView> all() {
        if (all == null) {
            all = rollouts.list(page.getView().id());
        }
        return all;
    }

    /** @return null when there was none yet */
    public RolloutView getNewest() {
        return all().isEmpty() ? null : all().getFirst();
    }

    public List<RolloutView> getBefore() {
        return all().stream().skip(1).toList();
    }

    /** None when there was no rollout yet: Faces asks for them also where they are not shown. */
    public List<RolloutSteps.Step> getSteps() {
        if (getNewest() == null) {
            return List.of();
        }
        return RolloutSteps.of(
                getNewest(), page.getView().strategy(), page.getView().replicas(), page.getPods());
    }

    /** When time alone changes its state; null while it does not. */
    public Instant getDeadline() {
        RolloutView newest = getNewest();
        if (newest == null) {
            return null;
        }
        return switch (newest.state()) {
            case RUNNING ->
                newest.progressAt().plusSeconds(page.getView().strategy().progressDeadlineSeconds());
            case WATCHED ->
                newest.completedAt()
                        .map(at -> at.plusSeconds(page.getView().strategy().watchSeconds()))
                        .orElse(null);
            case PAUSED, ROLLING_BACK, COMPLETE, ROLLED_BACK, FAILED, SUPERSEDED -> null;
        };
    }

    /** Whether people should hear of it on every tab. */
    public boolean isNews() {
        return getNewest() != null
                && switch (getNewest().state()) {
                    case PAUSED, ROLLING_BACK, ROLLED_BACK, FAILED -> true;
                    case RUNNING, WATCHED, COMPLETE, SUPERSEDED -> false;
                };
    }

    public boolean isPausable() {
        return !page.getView().paused();
    }

    public boolean isAbortable() {
        return getNewest() != null
                && getNewest().from().isPresent()
                && switch (getNewest().state()) {
                    case RUNNING, PAUSED, WATCHED -> true;
                    case ROLLING_BACK, COMPLETE, ROLLED_BACK, FAILED, SUPERSEDED -> false;
                };
    }

    public boolean isRepeatable() {
        return getNewest() != null && getNewest().state() == RolloutState.ROLLED_BACK;
    }

    /** Carries out the button that was pressed. */
    public void decide() {
        long deployment = page.getView().id();
        switch (Pages.parameter("wish")) {
            case "pause" -> rollouts.pause(deployment);
            case "resume" -> rollouts.resume(deployment);
            case "abort" -> rollouts.abort(deployment);
            case "retry" -> rollouts.retry(deployment);
            default -> throw PodSpaceException.invalid("wish", "There is no such decision about a rollout.");
        }
        all = null;
    }
}
