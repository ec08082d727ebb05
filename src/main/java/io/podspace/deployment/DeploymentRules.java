package io.podspace.deployment;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a deployment may be; its template has rules of its own. */
final class DeploymentRules {
    static final int MOST_REPLICAS = 10_000;
    private static final int LONGEST_CAUSE = 255;

    private DeploymentRules() {}

    /** @return the wish with label {@code app} set */
    static NewDeployment check(NewDeployment wish) {
        Names.label("name", wish.name());
        TemplateRules.range("replicas", wish.replicas(), 0, MOST_REPLICAS);
        PodTemplate template = TemplateRules.check(wish.template());
        Map<String, String> labels = new LinkedHashMap<>(Names.labels("labels", wish.labels()));
        labels.putIfAbsent("app", wish.name());
        return new NewDeployment(wish.projectId(), wish.name(), template, wish.replicas(), labels);
    }

    static String cause(String cause) {
        String text = cause.strip();
        if (text.length() > LONGEST_CAUSE || text.chars().anyMatch(Character::isISOControl)) {
            throw PodSpaceException.invalid(
                    "cause", "cause: at most %d characters on one line".formatted(LONGEST_CAUSE));
        }
        return text;
    }

    static void nameIsTaken(Deployment existing) {
        throw PodSpaceException.at(
                "name",
                ErrorCode.ALREADY_EXISTS,
                existing.deleting()
                        ? "name: '%s' is still being deleted; wait a moment or choose another name"
                                .formatted(existing.name())
                        : "name: the project already has a deployment '%s'; choose another name"
                                .formatted(existing.name()));
    }
}
