package io.podspace.pod;

import io.podspace.activity.Subject;
import io.podspace.platform.Changed.Topic;
import java.util.Optional;

/**
 * One attempt, and where its container is.
 *
 * @param uid as the public API shows it
 * @param name as people call it
 * @param host row id; empty until it is placed
 * @param container the engine's id, once it was seen
 */
record PodPlace(
        long id,
        String uid,
        String name,
        long project,
        Owner owner,
        PodPhase phase,
        Optional<Long> host,
        Optional<String> container) {
    /** The deployment. */
    record Owner(long id, String uid, String name) {}

    /** What an activity of it is about. */
    Subject subject() {
        return new Subject(project, Topic.POD, uid, name, owner.uid());
    }
}
