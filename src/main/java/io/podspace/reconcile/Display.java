package io.podspace.reconcile;

import io.podspace.pod.PodStatus;
import java.util.Optional;

/**
 * What pages show of a pod.
 *
 * @param reason one word in camel case; empty while all is well
 * @param message why, and what happens or is to be done next; empty while all is well
 * @param serving gets requests, or would if there were any
 * @param pullPercent of its image, while that is fetched
 */
record Display(PodStatus status, String reason, String message, boolean serving, Optional<Integer> pullPercent) {
    static Display of(PodStatus status) {
        return new Display(status, "", "", false, Optional.empty());
    }

    static Display of(PodStatus status, String reason, String message) {
        return new Display(status, reason, message, false, Optional.empty());
    }
}
