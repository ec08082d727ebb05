package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.podspace.autoscale.Behavior;
import io.podspace.autoscale.Scaling;
import io.podspace.autoscale.Scaling.Policy;
import io.podspace.autoscale.Scaling.Select;
import io.podspace.autoscale.Scaling.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code spec.behavior} of autoscalers. As in Kubernetes, whoever says a part of it gets the rest filled in. Pure. */
final class Behaviors {
    private Behaviors() {}

    /**
     * @return empty when nothing is said
     * @throws ApiFault 422 for a policy without a type
     */
    static Optional<Behavior> read(ObjectNode wish) {
        JsonNode behavior = Trees.at(wish, "spec.behavior");
        return behavior.isObject()
                ? Optional.of(
                        new Behavior(scaling(wish, "scaleUp", Scaling.UP), scaling(wish, "scaleDown", Scaling.DOWN)))
                : Optional.empty();
    }

    private static Scaling scaling(ObjectNode wish, String direction, Scaling otherwise) {
        String path = "spec.behavior." + direction;
        JsonNode tree = Trees.at(wish, path);
        JsonNode window = tree.path("stabilizationWindowSeconds");
        JsonNode select = tree.path("selectPolicy");
        return new Scaling(
                window.isNumber() ? Optional.of(Trees.number(window, 0)) : otherwise.windowSeconds(),
                select.isTextual() ? constant(Select.class, select) : otherwise.select(),
                tree.path("policies").isArray() ? policies(wish, path + ".policies") : otherwise.policies());
    }

    private static List<Policy> policies(ObjectNode wish, String path) {
        List<Policy> policies = new ArrayList<>();
        for (JsonNode policy : Trees.at(wish, path)) {
            if (policy.path("type").asText().isEmpty()) {
                throw AutoscalerForm.invalid(
                        wish, "is required: Pods or Percent", "%s[%d].type".formatted(path, policies.size()));
            }
            policies.add(new Policy(
                    constant(Unit.class, policy.path("type")),
                    Trees.number(policy.path("value"), 0),
                    Trees.number(policy.path("periodSeconds"), 0)));
        }
        return policies;
    }

    static HorizontalPodAutoscalerBehavior object(Behavior behavior) {
        return new HorizontalPodAutoscalerBehavior(object(behavior.down()), object(behavior.up()));
    }

    private static HPAScalingRules object(Scaling scaling) {
        HPAScalingRules rules = new HPAScalingRules();
        rules.setStabilizationWindowSeconds(scaling.windowSeconds().orElse(null));
        rules.setSelectPolicy(word(scaling.select()));
        rules.setPolicies(scaling.policies().stream()
                .map(policy -> new HPAScalingPolicy(policy.periodSeconds(), word(policy.unit()), policy.value()))
                .toList());
        return rules;
    }

    private static String word(Enum<?> constant) {
        return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode word) {
        return Enum.valueOf(type, word.asText().toUpperCase(Locale.ROOT));
    }
}
