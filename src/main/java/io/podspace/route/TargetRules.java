package io.podspace.route;

import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which targets a route may have; whether the services have these ports is asked elsewhere. */
final class TargetRules {
    private static final int MOST = 16;
    private static final int GREATEST_WEIGHT = 256;
    private static final int GREATEST_PORT = 65_535;

    private TargetRules() {}

    static List<RouteTarget> check(List<RouteTarget> targets) {
        if (targets.isEmpty() || targets.size() > MOST) {
            throw PodSpaceException.invalid("targets", "targets: a route has 1-%d services".formatted(MOST));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            RouteTarget target = targets.get(i);
            if (target.weight() < 0 || target.weight() > GREATEST_WEIGHT) {
                throw PodSpaceException.invalid(
                        "targets[%d].weight".formatted(i),
                        "targets[%d].weight: %d is out of range, it must be 0-%d"
                                .formatted(i, target.weight(), GREATEST_WEIGHT));
            }
            Names.label("targets[%d].service".formatted(i), target.service());
            if (target.port() < 0 || target.port() > GREATEST_PORT) {
                throw PodSpaceException.invalid(
                        "targets[%d].port".formatted(i),
                        "targets[%d].port: %d is out of range, it must be 1-%d"
                                .formatted(i, target.port(), GREATEST_PORT));
            }
            if (!seen.add(target.service() + ":" + target.port())) {
                throw PodSpaceException.invalid(
                        "targets[%d].service".formatted(i),
                        "targets: %s:%d is there twice".formatted(target.service(), target.port()));
            }
        }
        if (targets.stream().allMatch(target -> target.weight() == 0)) {
            throw PodSpaceException.invalid("targets[0].weight", "targets: one of the weights must be above 0");
        }
        return targets;
    }
}
