package io.podspace.deployment;

import io.podspace.deployment.Stages.Step;
import io.podspace.platform.PodSpaceException;
import java.util.List;

/** What a strategy may be. */
final class StrategyRules {
    private static final int LONGEST_MIN_READY = 3600;
    private static final int LONGEST_DEADLINE = 86_400;
    private static final int LONGEST_WATCH = 3600;
    private static final int MOST_REVISIONS = 100;
    private static final int MOST_STEPS = 20;
    private static final int LONGEST_PAUSE = 86_400;
    private static final int LONGEST_HOOK = 86_400;
    private static final int LONGEST_DRAIN = 3600;

    private StrategyRules() {}

    /** @throws PodSpaceException INVALID at the first field that breaks a rule */
    static Strategy check(Strategy strategy) {
        if (strategy.kind() == null) {
            throw PodSpaceException.invalid("kind", "kind is missing: ROLLING, RECREATE, CANARY or BLUE_GREEN");
        }
        if (strategy.kind() != Strategy.Kind.RECREATE) {
            amount("maxSurge", strategy.maxSurge());
            amount("maxUnavailable", strategy.maxUnavailable());
            if (strategy.maxSurge().number() == 0 && strategy.maxUnavailable().number() == 0) {
                throw PodSpaceException.invalid(
                        "maxSurge",
                        "maxSurge and maxUnavailable are both 0, so no pod could ever be replaced; give at least one of them 1");
            }
        }
        switch (strategy.kind()) {
            case CANARY -> steps(strategy.stages().steps());
            case BLUE_GREEN ->
                TemplateRules.range("keepSeconds", strategy.stages().keepSeconds(), 0, LONGEST_PAUSE);
            case ROLLING, RECREATE -> {
                // no stages
            }
        }
        TemplateRules.range("minReadySeconds", strategy.minReadySeconds(), 0, LONGEST_MIN_READY);
        TemplateRules.range("progressDeadlineSeconds", strategy.progressDeadlineSeconds(), 1, LONGEST_DEADLINE);
        if (strategy.progressDeadlineSeconds() <= strategy.minReadySeconds()) {
            throw PodSpaceException.invalid(
                    "progressDeadlineSeconds",
                    "progressDeadlineSeconds: %d s is not more than the %d s that a pod has to hold ready, so every rollout would fail; give more"
                            .formatted(strategy.progressDeadlineSeconds(), strategy.minReadySeconds()));
        }
        TemplateRules.range("watchSeconds", strategy.watchSeconds(), 0, LONGEST_WATCH);
        TemplateRules.range("revisionHistoryLimit", strategy.revisionHistoryLimit(), 0, MOST_REVISIONS);
        TemplateRules.range("drainSeconds", strategy.drainSeconds(), 0, LONGEST_DRAIN);
        strategy.hooks().before().ifPresent(hook -> hook("before", hook));
        strategy.hooks().after().ifPresent(hook -> hook("after", hook));
        return strategy;
    }

    /** @param field prefix of its fields */
    private static void hook(String field, Hook hook) {
        TemplateRules.command(field + "Command", hook.command());
        TemplateRules.range(field + "Seconds", hook.limitSeconds(), 1, LONGEST_HOOK);
        if (hook.onFailure() == null) {
            throw PodSpaceException.invalid(field + "OnFailure", field + "OnFailure is missing: ABORT or IGNORE");
        }
    }

    private static void steps(List<Step> steps) {
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw PodSpaceException.invalid(
                    "steps",
                    "steps: a canary has 1 to %d steps, not %d; give one a line".formatted(MOST_STEPS, steps.size()));
        }
        int before = 0;
        for (Step step : steps) {
            TemplateRules.range("steps", step.weight(), 1, 100);
            TemplateRules.range("steps", step.pauseSeconds(), Stage.UNTIL_PROMOTED, LONGEST_PAUSE);
            if (step.weight() <= before) {
                throw PodSpaceException.invalid(
                        "steps",
                        "steps: %d%% after %d%% is not more; each step needs a greater share than the one before it"
                                .formatted(step.weight(), before));
            }
            before = step.weight();
        }
    }

    private static void amount(String field, Amount amount) {
        if (amount == null) {
            throw PodSpaceException.invalid(field, field + " is missing");
        }
        TemplateRules.range(field, amount.number(), 0, amount.percent() ? 100 : DeploymentRules.MOST_REPLICAS);
    }
}
