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
        boolean recreate = wish.path("type").asText().equals("Recreate");
        boolean says = wish.has("type");
        return new Strategy(
                recreate ? Strategy.Kind.RECREATE : says ? Strategy.Kind.ROLLING : before.kind(),
                amount("maxSurge", rolling, before.maxSurge()),
                amount("maxUnavailable", rolling, before.maxUnavailable()),
                spec.path("minReadySeconds").asInt(before.minReadySeconds()),
                spec.path("progressDeadlineSeconds").asInt(before.progressDeadlineSeconds()),
                before.rollBack(),
                before.watchSeconds(),
                spec.path("revisionHistoryLimit").asInt(before.revisionHistoryLimit()));
    }

    private static Amount amount(String name, JsonNode rolling, Amount before) {
        return rolling.has(name) ? Amount.parse(name, rolling.path(name).asText()) : before;
    }

    static DeploymentStrategy of(Strategy strategy) {
        if (strategy.kind() == Strategy.Kind.RECREATE) {
            return new DeploymentStrategyBuilder().withType("Recreate").build();
        }
        return new DeploymentStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(amount(strategy.maxSurge()))
                .withMaxUnavailable(amount(strategy.maxUnavailable()))
                .endRollingUpdate()
                .build();
    }

    private static IntOrString amount(Amount amount) {
        return amount.percent() ? new IntOrString(amount.toString()) : new IntOrString(amount.number());
    }
}
