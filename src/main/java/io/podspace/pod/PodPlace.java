package io.podspace.pod;

import java.util.Optional;

/**
 * One attempt, and where its container is.
 *
 * @param name as people call it
 * @param host row id; empty until it is placed
 * @param container the engine's id, once it was seen
 */
record PodPlace(
        long id,
        String name,
        long project,
        Owner owner,
        PodPhase phase,
        Optional<Long> host,
        Optional<String> container) {
    /** The deployment. */
    record Owner(long id, String uid, String name) {}
}
