package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.podspace.platform.Names;
import java.util.function.LongSupplier;

/**
 * The state of an object that a change was made from, or that a deletion means. Pure.
 *
 * @param uid empty: whichever object has the name
 * @param version empty: whatever its state
 */
record Preconditions(String uid, String version) {
    static final Preconditions NONE = new Preconditions("", "");

    /** @param source metadata of an object, or the preconditions of a deletion */
    static Preconditions of(JsonNode source) {
        return new Preconditions(
                source.path("uid").asText(""), source.path("resourceVersion").asText(""));
    }

    /**
     * @param current version of the object's own row: what only its pods changed is no conflict
     * @param newest version of all; whatever is above it was never shown
     * @throws ApiFault 409 when the object is another, or has been changed since; 400
     */
    void check(Resource resource, String name, String liveUid, long current, LongSupplier newest) {
        if (!uid.isEmpty() && !uid.equals(liveUid)) {
            throw conflict(
                    resource,
                    name,
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s".formatted(uid, liveUid));
        }
        if (!version.isEmpty() && !version.equals("0") && stale(current, newest)) {
            throw conflict(
                    resource,
                    name,
                    "the object has been modified; please apply your changes to the latest version and try again");
        }
    }

    private boolean stale(long current, LongSupplier newest) {
        try {
            long given = Long.parseLong(version);
            return given < current || given > newest.getAsLong();
        } catch (NumberFormatException e) {
            throw ApiFault.badRequest("metadata.resourceVersion: '%s' is no number".formatted(Names.shown(version)));
        }
    }

    private static ApiFault conflict(Resource resource, String name, String why) {
        return new ApiFault(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s".formatted(resource.qualified(), name, why));
    }
}
