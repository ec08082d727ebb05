package io.podspace.deployment;

import java.util.List;

/**
 * A command that is run once in a pod of its own, made from the new revision, before or after the pods are exchanged.
 * Immutable.
 *
 * @param command program and words; no shell is involved
 * @param limitSeconds how long it may run; then it is stopped and has failed; 1-86400
 * @param onFailure what a failure means for the rollout
 */
public record Hook(List<String> command, int limitSeconds, OnFailure onFailure) {
    public Hook {
        command = List.copyOf(command);
    }

    /** When it runs. */
    public enum Moment {
        /** Before the first new pod is made; old pods serve meanwhile. */
        BEFORE("The hook before the exchange"),
        /** When every pod is of the new revision and has held ready, before the watch begins. */
        AFTER("The hook after the exchange");

        private final String words;

        Moment(String words) {
            this.words = words;
        }

        /** For people. What is said of a hook that failed begins so. */
        public String words() {
            return words;
        }
    }

    /** What its failure means. */
    public enum OnFailure {
        /** The rollout has failed and goes back. */
        ABORT,
        /** It is told, and the rollout goes on. */
        IGNORE
    }
}
