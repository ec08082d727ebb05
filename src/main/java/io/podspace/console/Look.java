package io.podspace.console;

import io.podspace.deployment.RolloutState;
import io.podspace.health.Verdict;
import io.podspace.pod.PodStatus;
import io.podspace.reconcile.CheckTrial;
import io.podspace.report.DeploymentCard;
import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a state looks: colour, icon and word, never colour alone.
 *
 * @param css class of {@code tokens.css} that gives the colour
 * @param icon of PrimeIcons
 * @param word what people read
 */
public record Look(String css, String icon, String word) implements Serializable {

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

    static Look of(CheckTrial trial) {
        String said = Stream.of(trial.status() == 0 ? "" : "status " + trial.status(), trial.text())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(": ", ": ", ""));
        String open = trial.open().isEmpty()
                ? ""
                : " Open: " + trial.open().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
        String word = "%s on %s%s (%d ms).%s"
                .formatted(
                        trial.passed() ? "It passes" : "It fails",
                        trial.pod(),
                        said.equals(": ") ? "" : said,
                        trial.millis(),
                        open);
        return trial.passed()
                ? new Look("is-running", "pi-check-circle", word)
                : new Look("is-error", "pi-times-circle", word);
    }

    static Look of(Verdict verdict) {
        return switch (verdict) {
            case PASSING -> new Look("is-running", "pi-check-circle", "Passing");
            case FAILING -> new Look("is-error", "pi-times-circle", "Failing");
            case UNKNOWN -> new Look("is-pending", "pi-clock", "Not known yet");
        };
    }

    static Look of(RolloutState state) {
        return switch (state) {
            case RUNNING -> new Look("is-accent", "pi-sync", "Rolling out");
            case PAUSED -> new Look("is-warning", "pi-pause", "Paused");
            case WATCHED -> new Look("is-running", "pi-eye", "Being watched");
            case ROLLING_BACK -> new Look("is-warning", "pi-replay", "Rolling back");
            case COMPLETE -> new Look("is-running", "pi-check-circle", "Complete");
            case ROLLED_BACK -> new Look("is-error", "pi-replay", "Rolled back");
            case FAILED -> new Look("is-error", "pi-times-circle", "Failed");
            case SUPERSEDED -> new Look("is-pending", "pi-forward", "Superseded");
        };
    }

    /** @param state word of the reconciler; one that is not known here is shown as it is */
    static Look ofDeployment(String state) {
        return switch (state) {
            case "READY" -> new Look("is-running", "pi-check-circle", "Running");
            case "PROGRESSING" -> new Look("is-accent", "pi-sync", "Working");
            case "PENDING" -> new Look("is-pending", "pi-hourglass", "Pending");
            case "STOPPED" -> new Look("is-pending", "pi-pause", "Stopped");
            case "DEGRADED" -> new Look("is-warning", "pi-exclamation-triangle", "Degraded");
            case "FAILING" -> new Look("is-error", "pi-times-circle", "Failing");
            case "DELETING" -> new Look("is-stopping", "pi-trash", "Deleting");
            case "UNKNOWN" -> new Look("is-unknown", "pi-question-circle", "Unknown");
            default -> new Look("is-pending", "pi-circle", words(state));
        };
    }

    /** As {@link #ofDeployment(String)}, with the word that its pods make more exact. */
    static Look of(DeploymentCard card) {
        if (card.deleting()) {
            return ofDeployment("DELETING");
        }
        Look look = ofDeployment(card.state());
        boolean restarting = card.rings().stream().anyMatch(ring -> ring.count(PodStatus.WARNING) > 0);
        if (card.state().equals("PROGRESSING") && card.rings().size() > 1) {
            return new Look(look.css, look.icon, "Rolling out");
        }
        return card.state().equals("FAILING") && restarting ? new Look(look.css, look.icon, "Crash loop") : look;
    }

    /** Whether somebody should look after it. */
    static boolean troubled(DeploymentCard card) {
        return !card.deleting() && Set.of("DEGRADED", "FAILING", "UNKNOWN").contains(card.state());
    }

    static String words(String constant) {
        String text = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
