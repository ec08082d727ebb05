package io.podspace.console;

import io.podspace.pod.PodStatus;

/**
 * How a state looks: colour, icon and word, never colour alone.
 *
 * @param css class of {@code tokens.css} that gives the colour
 * @param icon of PrimeIcons
 * @param word what people read
 */
public record Look(String css, String icon, String word) {

    static Look of(PodStatus status) {
        return switch (status) {
            case READY -> new Look("is-running", "pi-check-circle", "Running");
            case NOT_READY -> new Look("is-notready", "pi-clock", "Not ready");
            case WARNING -> new Look("is-warning", "pi-exclamation-triangle", "Waiting to restart");
            case ERROR -> new Look("is-error", "pi-times-circle", "Failed");
            case STARTING -> new Look("is-pending", "pi-spinner", "Starting");
            case PENDING -> new Look("is-pending", "pi-hourglass", "Pending");
            case TERMINATING -> new Look("is-stopping", "pi-stop-circle", "Stopping");
            case UNKNOWN -> new Look("is-unknown", "pi-question-circle", "Unknown");
        };
    }

    /** @param state word of the reconciler; one that is not known here is shown as it is */
    static Look ofDeployment(String state) {
        return switch (state) {
            case "READY", "RUNNING" -> new Look("is-running", "pi-check-circle", "Running");
            case "PROGRESSING", "SCALING", "STARTING" -> new Look("is-accent", "pi-sync", "Working");
            case "ROLLING_OUT", "ROLLING" -> new Look("is-accent", "pi-sync", "Rolling out");
            case "PENDING" -> new Look("is-pending", "pi-hourglass", "Pending");
            case "STOPPED", "SCALED_TO_ZERO", "EMPTY" -> new Look("is-pending", "pi-pause", "Stopped");
            case "DEGRADED", "WARNING" -> new Look("is-warning", "pi-exclamation-triangle", "Degraded");
            case "CRASH_LOOP" -> new Look("is-error", "pi-times-circle", "Crash loop");
            case "FAILED", "FAILING", "ERROR" -> new Look("is-error", "pi-times-circle", "Failing");
            case "DELETING" -> new Look("is-stopping", "pi-trash", "Deleting");
            case "UNKNOWN" -> new Look("is-unknown", "pi-question-circle", "Unknown");
            default -> new Look("is-pending", "pi-circle", words(state));
        };
    }

    static String words(String constant) {
        String text = constant.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
