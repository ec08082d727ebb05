package io.podspace.console;

import io.podspace.deployment.Amount;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.Hook.OnFailure;
import io.podspace.deployment.Hooks;
import io.podspace.deployment.Stages;
import io.podspace.deployment.Strategy;
import io.podspace.deployment.Strategy.Kind;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** How new revisions come, as text fields with two presets. */
@Named
@ViewScoped
public class StrategyForm implements Serializable {
    @Inject
    CurrentProject current;

    @Inject
    Deployments deployments;

    private long deployment;
    private Kind kind;
    private String maxSurge;
    private String maxUnavailable;
    private String minReadySeconds;
    private String progressDeadlineSeconds;
    private boolean rollBack;
    private String watchSeconds;
    private String revisionHistoryLimit;
    private String drainSeconds;
    private String steps;
    private boolean switchesByItself;
    private String keepSeconds;
    private HookFields before;
    private HookFields after;

    @PostConstruct
    void load() {
        DeploymentView view = deployments.view(current.getName(), Pages.parameter("deployment"));
        deployment = view.id();
        fill(view.strategy());
    }

    private void fill(Strategy strategy) {
        kind = strategy.kind();
        maxSurge = strategy.maxSurge().toString();
        maxUnavailable = strategy.maxUnavailable().toString();
        minReadySeconds = Integer.toString(strategy.minReadySeconds());
        progressDeadlineSeconds = Integer.toString(strategy.progressDeadlineSeconds());
        rollBack = strategy.rollBack();
        watchSeconds = Integer.toString(strategy.watchSeconds());
        revisionHistoryLimit = Integer.toString(strategy.revisionHistoryLimit());
        drainSeconds = Integer.toString(strategy.drainSeconds());
        steps = StepsText.print(strategy.stages().steps());
        switchesByItself = strategy.stages().switchesByItself();
        keepSeconds = Integer.toString(strategy.stages().keepSeconds());
        before = HookFields.of(strategy.hooks().before());
        after = HookFields.of(strategy.hooks().after());
    }

    /** Never fewer pods than wanted. */
    public void startOneStopOne() {
        bounds(Strategy.START_ONE_STOP_ONE);
    }

    /** Never more pods than wanted. */
    public void stopOneStartOne() {
        bounds(Strategy.STOP_ONE_START_ONE);
    }

    private void bounds(Strategy preset) {
        kind = preset.kind();
        maxSurge = preset.maxSurge().toString();
        maxUnavailable = preset.maxUnavailable().toString();
    }

    public void save() {
        deployments.changeStrategy(
                deployment,
                new Strategy(
                        kind,
                        Amount.parse("maxSurge", maxSurge),
                        Amount.parse("maxUnavailable", maxUnavailable),
                        NumberText.parse("minReadySeconds", minReadySeconds, 0, 3600),
                        NumberText.parse("progressDeadlineSeconds", progressDeadlineSeconds, 1, 86_400),
                        rollBack,
                        NumberText.parse("watchSeconds", watchSeconds, 0, 3600),
                        NumberText.parse("revisionHistoryLimit", revisionHistoryLimit, 0, 100),
                        NumberText.parse("drainSeconds", drainSeconds, 0, 3600),
                        new Stages(
                                StepsText.parse("steps", steps),
                                switchesByItself,
                                NumberText.parse("keepSeconds", keepSeconds, 0, 86_400)),
                        new Hooks(before.read("before"), after.read("after"))));
        Pages.go(
                current.at("/deployments/" + Pages.parameter("deployment")),
                "The next revision comes this way; nothing is restarted.");
    }

    public HookFields getBefore() {
        return before;
    }

    public HookFields getAfter() {
        return after;
    }

    public List<OnFailure> getOnFailures() {
        return List.of(OnFailure.values());
    }

    public List<Kind> getKinds() {
        return List.of(Kind.values());
    }

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind kind) {
        this.kind = kind;
    }

    public boolean isBounded() {
        return kind != Kind.RECREATE;
    }

    public String getSteps() {
        return steps;
    }

    public void setSteps(String steps) {
        this.steps = steps;
    }

    public boolean isSwitchesByItself() {
        return switchesByItself;
    }

    public void setSwitchesByItself(boolean switchesByItself) {
        this.switchesByItself = switchesByItself;
    }

    public String getKeepSeconds() {
        return keepSeconds;
    }

    public void setKeepSeconds(String keepSeconds) {
        this.keepSeconds = keepSeconds;
    }

    public String getMaxSurge() {
        return maxSurge;
    }

    public void setMaxSurge(String maxSurge) {
        this.maxSurge = maxSurge;
    }

    public String getMaxUnavailable() {
        return maxUnavailable;
    }

    public void setMaxUnavailable(String maxUnavailable) {
        this.maxUnavailable = maxUnavailable;
    }

    public String getMinReadySeconds() {
        return minReadySeconds;
    }

    public void setMinReadySeconds(String minReadySeconds) {
        this.minReadySeconds = minReadySeconds;
    }

    public String getProgressDeadlineSeconds() {
        return progressDeadlineSeconds;
    }

    public void setProgressDeadlineSeconds(String progressDeadlineSeconds) {
        this.progressDeadlineSeconds = progressDeadlineSeconds;
    }

    public boolean isRollBack() {
        return rollBack;
    }

    public void setRollBack(boolean rollBack) {
        this.rollBack = rollBack;
    }

    public String getWatchSeconds() {
        return watchSeconds;
    }

    public void setWatchSeconds(String watchSeconds) {
        this.watchSeconds = watchSeconds;
    }

    public String getRevisionHistoryLimit() {
        return revisionHistoryLimit;
    }

    public void setRevisionHistoryLimit(String revisionHistoryLimit) {
        this.revisionHistoryLimit = revisionHistoryLimit;
    }

    public String getDrainSeconds() {
        return drainSeconds;
    }

    public void setDrainSeconds(String drainSeconds) {
        this.drainSeconds = drainSeconds;
    }
}
