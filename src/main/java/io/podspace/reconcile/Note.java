package io.podspace.reconcile;

import io.podspace.activity.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Something that people shall find in the activity of a deployment, or of one of its pods.
 *
 * @param reason one word in camel case
 * @param message a sentence
 * @param pod empty: it is about the deployment
 */
record Note(Severity severity, String reason, String message, Optional<OfPod> pod) {

    /**
     * The attempt that a note is about.
     *
     * @param uid empty: the one that the same plan makes in this slot
     * @param quiet the deployment's list does not show it, since a sentence of its own says as much
     */
    record OfPod(int slot, String uid, boolean quiet) {}

    Note(Severity severity, String reason, String message) {
        this(severity, reason, message, Optional.empty());
    }

    static Note of(PodRow pod, Severity severity, String reason, String message) {
        return new Note(severity, reason, message, Optional.of(new OfPod(pod.slot(), pod.uid(), false)));
    }

    static Note quiet(PodRow pod, Severity severity, String reason, String message) {
        return new Note(severity, reason, message, Optional.of(new OfPod(pod.slot(), pod.uid(), true)));
    }

    /** @param created the attempts that its plan made, as they were written */
    Note written(List<PodRow> created) {
        return pod.filter(of -> of.uid().isEmpty())
                .flatMap(of -> created.stream()
                        .filter(row -> row.slot() == of.slot())
                        .findFirst()
                        .map(row -> new OfPod(of.slot(), row.uid(), of.quiet())))
                .map(of -> new Note(severity, reason, message, Optional.of(of)))
                .orElse(this);
    }
}
