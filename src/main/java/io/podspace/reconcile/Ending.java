package io.podspace.reconcile;

import io.podspace.pod.ExitCode;
import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param exitCode empty when it is not known, or when the container never ran
 * @param lastLog its last lines, oldest first; of one that never ran, what the engine said; may be empty
 * @param reason why PodSpace ended it, to go on after the pod's name; empty when it ended by itself, or was not needed
 */
record Ending(Optional<Integer> exitCode, boolean outOfMemory, String lastLog, String reason) {
    Ending(Optional<Integer> exitCode, boolean outOfMemory, String lastLog) {
        this(exitCode, outOfMemory, lastLog, "");
    }

    static final Ending NONE = new Ending(Optional.empty(), false, "");

    /** It never ran: the engine refused. @param words of others, which become the end of a sentence */
    static Ending refused(String words) {
        return new Ending(
                Optional.empty(), false, words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
    }

    /** It runs, and is going to be ended for this reason. */
    static Ending because(String reason) {
        return new Ending(Optional.empty(), false, "", reason);
    }

    Ending withReason(String why) {
        return new Ending(exitCode, outOfMemory, lastLog, why);
    }

    /** With words about what went before it. */
    Ending after(String words) {
        if (words.isEmpty()) {
            return this;
        }
        String log = lastLog.isEmpty() ? words : lastLog + "\n" + words;
        return new Ending(exitCode, outOfMemory, log, reason);
    }

    /** For people, to go on after the pod's name. */
    String words() {
        if (!reason.isEmpty()) {
            return reason;
        }
        if (outOfMemory) {
            return "used more memory than its limit and was ended";
        }
        if (exitCode.isPresent()) {
            return "ended with exit code " + ExitCode.words(exitCode.get());
        }
        return lastLog.isEmpty() ? "lost its container" : "could not be started: " + lastLog;
    }
}
