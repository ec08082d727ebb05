package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.podspace.deployment.Amount;
import io.podspace.deployment.Strategy;

/** Strategies of Kubernetes as those of PodSpace, and back. Pure. */
final class Strategies {
    private Strategies() {}

    /**
     * @param spec of a deployment
     * @param before what a manifest does not say, or cannot, stays
     */
    static Strategy read(JsonNode spec, Strategy before) {
        JsonNode wish = spec.path("strategy");
        JsonNode rolling = wish.path("rollingUpdate");
        return new Strategy(
                kind(wish, before.kind()),
                amount("maxSurge", rolling, before.maxSurge()),
                amount("maxUnavailable", rolling, before.maxUnavailable()),
                spec.path("minReadySeconds").asInt(before.minReadySeconds()),
                spec.path("progressDeadlineSeconds").asInt(before.progressDeadlineSeconds()),
                before.rollBack(),
                before.watchSeconds(),
                spec.path("revisionHistoryLimit").asInt(before.revisionHistoryLimit()),
                before.drainSeconds(),
                before.stages(),
                before.hooks());
    }

    /** What Kubernetes cannot say is told as RollingUpdate, so that word alone changes none of it. */
    private static Strategy.Kind kind(JsonNode wish, Strategy.Kind before) {
        if (wish.path("type").asText().equals("Recreate")) {
            return Strategy.Kind.RECREATE;
        }
        return wish.has("type") && before == Strategy.Kind.RECREATE ? Strategy.Kind.ROLLING : before;
    }

    private static Amount amount(String name, JsonNode rolling, Amount before) {
        return rolling.has(name) ? Amount.parse(name, rolling.path(name).asText()) : before;
    }

    static DeploymentStrategy of(Strategy strategy) {
        return switch (strategy.kind()) {
            case RECREATE ->
                new DeploymentStrategyBuilder().withType("Recreate").build();
            case ROLLING, CANARY, BLUE_GREEN ->
                new DeploymentStrategyBuilder()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                        .withMaxSurge(amount(strategy.maxSurge()))
                        .withMaxUnavailable(amount(strategy.maxUnavailable()))
                        .endRollingUpdate()
                        .build();
        };
    }

    private static IntOrString amount(Amount amount) {
        return amount.percent() ? new IntOrString(amount.toString()) : new IntOrString(amount.number());
    }
}
