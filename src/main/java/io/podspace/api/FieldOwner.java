package io.podspace.api;

import io.podspace.platform.Names;
import java.util.List;

/**
 * Who changes an object through the API: a name that the client chooses, and in which way. Not a person.
 *
 * @param operation {@code Apply} or {@code Update}
 * @param subresource empty for the object itself
 */
record FieldOwner(String name, String operation, String subresource) {
    static final String APPLY = "Apply";
    static final String UPDATE = "Update";
    private static final int LONGEST = 128;

    /** As Kubernetes does, a client that does not say is named after its program. */
    static FieldOwner update(Target target, String userAgent, String subresource) {
        String said = target.query("fieldManager");
        return new FieldOwner(checked(said.isEmpty() ? program(userAgent) : said), UPDATE, subresource);
    }

    /** @throws ApiFault 422 without a name */
    static FieldOwner apply(Target target) {
        String said = target.query("fieldManager");
        if (said.isEmpty()) {
            throw ApiFault.invalid(
                    "PatchOptions.meta.k8s.io \"\"",
                    List.of(new ApiFault.Cause(
                            "FieldValueRequired", "Required value: is required for apply patch", "fieldManager")));
        }
        return new FieldOwner(checked(said), APPLY, "");
    }

    /** As clients name themselves: {@code kubectl/v1.32.0 (linux/amd64)}. */
    private static String program(String userAgent) {
        String name = userAgent == null ? "" : userAgent.split("/", 2)[0].strip();
        return name.isEmpty() ? "unknown" : name.substring(0, Math.min(name.length(), LONGEST));
    }

    private static String checked(String name) {
        if (name.length() > LONGEST || name.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw ApiFault.badRequest("fieldManager: '%s' has more than %d characters, or some that cannot be shown"
                    .formatted(Names.shown(name), LONGEST));
        }
        return name;
    }
}
