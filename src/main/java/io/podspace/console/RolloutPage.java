package io.podspace.console;

import io.podspace.deployment.Decision;
import io.podspace.deployment.HookState;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.RolloutView;
import io.podspace.deployment.Rollouts;
import io.podspace.deployment.Stage;
import io.podspace.deployment.Standing;
import io.podspace.deployment.Strategy;
import io.podspace.platform.PodSpaceException;
import io.podspace.report.ErrorRates;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rollouts of the deployment that the address names: the newest with its steps and its deadline, and those before. */
@Named
@RequestScoped
public class RolloutPage {
    @Inject
    DeploymentPage page;

    @Inject
    Rollouts rollouts;

    @Inject
    ErrorRates rates;

    private List<RolloutView> all;
    private ErrorChart errors;

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

    /** When time alone changes its state, and what that is. @param key of the word before it */
    public record Until(String key, Instant at) {}

    /** @return null while time alone changes nothing */
    public Until getUntil() {
        RolloutView newest = getNewest();
        if (newest == null) {
            return null;
        }
        return switch (newest.state()) {
            case RUNNING -> untilNext(newest);
            case WATCHED ->
                newest.completedAt()
                        .map(at -> new Until(
                                "rollout.watchedUntil",
                                at.plusSeconds(strategy().watchSeconds())))
                        .orElse(null);
            case PAUSED, ROLLING_BACK, COMPLETE, ROLLED_BACK, FAILED, SUPERSEDED -> null;
        };
    }

    private Until untilNext(RolloutView rollout) {
        Optional<Instant> limit = rollout.hooks().stream()
                .filter(hook -> hook.state() == HookState.RUNNING)
                .flatMap(hook ->
                        hook.startedAt().map(at -> at.plusSeconds(hook.hook().limitSeconds())).stream())
                .findFirst();
        if (limit.isPresent()) {
            return new Until("rollout.hookLimit", limit.get());
        }
        Instant since = rollout.staging().since().orElse(null);
        if (since == null || stage() == null) {
            return new Until(
                    "rollout.deadline",
                    rollout.progressAt().plusSeconds(strategy().progressDeadlineSeconds()));
        }
        return stage().waitsForPromotion()
                ? null
                : new Until("rollout.nextStage", since.plusSeconds(stage().pauseSeconds()));
    }

    private Strategy strategy() {
        return page.getView().strategy();
    }

    /** The one that the newest is in; null when it goes without, or is past them. */
    private Stage stage() {
        List<Stage> stages = strategy().sequence();
        return getNewest()
                .staging()
                .stage()
                .filter(number -> number < stages.size())
                .map(stages::get)
                .orElse(null);
    }

    /** What old and new pods answered lately. */
    public ErrorChart getErrors() {
        if (errors == null) {
            errors = ErrorChart.of(rates.of(page.getView().id()), Instant.now());
        }
        return errors;
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
        return possible(Decision.PAUSE);
    }

    public boolean isResumable() {
        return possible(Decision.RESUME);
    }

    public boolean isAbortable() {
        return possible(Decision.ABORT);
    }

    public boolean isRepeatable() {
        return possible(Decision.RETRY);
    }

    public boolean isPromotable() {
        return possible(Decision.PROMOTE);
    }

    /** Whether the deployment is paused although no rollout waits for it: the next change will. */
    public boolean isHoldingChanges() {
        return standing().holdsChanges();
    }

    private boolean possible(Decision decision) {
        return !page.getView().deleting() && standing().possible().contains(decision);
    }

    private Standing standing() {
        return new Standing(page.getView().paused(), strategy(), Optional.ofNullable(getNewest()));
    }

    /** Key of the word for that. */
    public String getPromotion() {
        return strategy().kind() == Strategy.Kind.CANARY
                ? "rollout.promote"
                : stage() != null && stage().weight() == 0 ? "rollout.switch" : "rollout.removeOld";
    }

    /** Key of the word for going back. Nothing is left to abort when all pods are exchanged. */
    public String getWayBack() {
        boolean switched = strategy().kind() == Strategy.Kind.BLUE_GREEN
                && getNewest().staging().weight().equals(Optional.of(100));
        return switched
                ? "rollout.switchBack"
                : getNewest().state() == RolloutState.WATCHED ? "rollout.goBack" : "rollout.abort";
    }

    /** Carries out the button that was pressed. */
    public void decide() {
        rollouts.decide(page.getView().id(), decision(Pages.parameter("wish")));
        all = null;
    }

    private static Decision decision(String word) {
        return Arrays.stream(Decision.values())
                .filter(decision -> decision.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> PodSpaceException.invalid("wish", "There is no such decision about a rollout."));
    }
}
