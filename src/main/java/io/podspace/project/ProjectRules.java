package io.podspace.project;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.util.Set;

/** What a project may be called. */
final class ProjectRules {
    static final int LONGEST_DISPLAY_NAME = 120;

    /** Names that would look like the platform's own, in a host name or an API path. */
    private static final Set<String> RESERVED = Set.of(
            "admin",
            "api",
            "apps",
            "catalog",
            "console",
            "default",
            "docker",
            "library",
            "localhost",
            "platform",
            "registry",
            "router",
            "system",
            "www");

    private static final Set<String> RESERVED_PREFIXES = Set.of("podspace", "kube-", "openshift-");

    private ProjectRules() {}

    static String name(String name) {
        Names.label("name", name);
        if (RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith)) {
            throw PodSpaceException.at(
                    "name",
                    ErrorCode.INVALID,
                    "name: '%s' is reserved for the platform; choose another one".formatted(name));
        }
        return name;
    }

    /** @return the text to show; the name where it is blank */
    static String displayName(String displayName, String name) {
        String text = displayName == null ? "" : displayName.strip();
        if (text.length() > LONGEST_DISPLAY_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw PodSpaceException.invalid(
                    "displayName", "displayName: at most %d characters on one line".formatted(LONGEST_DISPLAY_NAME));
        }
        return text.isEmpty() ? name : text;
    }
}
