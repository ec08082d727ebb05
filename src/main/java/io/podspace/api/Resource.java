package io.podspace.api;

import java.util.List;
import java.util.Locale;

/**
 * A kind of object and its address.
 *
 * @param group empty for the core group
 * @param verbs what may be done with it
 * @param subresources {@code scale}, {@code status}, {@code log}
 */
record Resource(
        String group,
        String version,
        String plural,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> verbs,
        List<String> subresources) {

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Name of its type in {@link Fields}. */
    String type() {
        return Fields.table().name(apiVersion(), kind);
    }

    String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /** As messages name it, e.g. {@code deployments.apps}. */
    String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    boolean all() {
        return List.of("pods", "services", "deployments", "replicasets", "routes")
                .contains(plural);
    }
}
