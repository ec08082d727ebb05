package io.podspace.console;

import io.podspace.activity.ActivityView;
import io.podspace.activity.Severity;
import io.podspace.catalog.CatalogEntry;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.RolloutState;
import io.podspace.health.Verdict;
import io.podspace.platform.Changed.Topic;
import io.podspace.pod.ExitCode;
import io.podspace.pod.PodStatus;
import io.podspace.report.DeploymentCard;
import io.podspace.report.PodView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words and forms that pages use for values: {@code #{show.ago(pod.createdAt)}}. */
@Named
@ApplicationScoped
public class Show {
    public String ago(Instant moment) {
        return moment == null ? "" : Moments.near(moment, Instant.now());
    }

    public String exact(Instant moment) {
        return moment == null ? "" : Moments.exact(moment);
    }

    public String bytes(long bytes) {
        return Sizes.bytes(bytes);
    }

    public String cpu(int millis) {
        return Sizes.cpu(millis);
    }

    public Look pod(PodStatus status) {
        return Look.of(status);
    }

    public Look verdict(Verdict verdict) {
        return Look.of(verdict);
    }

    public Look rollout(RolloutState state) {
        return Look.of(state);
    }

    public Look card(DeploymentCard card) {
        return Look.of(card);
    }

    /** Whether a deployment's message is worth a note on its card. */
    public boolean troubled(DeploymentCard card) {
        return Look.troubled(card);
    }

    public Look deleting() {
        return Look.ofDeployment("DELETING");
    }

    /** What happened, and to what; what happened to a pod begins with its name. */
    public String sentence(ActivityView event) {
        return event.subject().kind() == Topic.POD
                ? event.message()
                : event.subject().name() + ": " + event.message();
    }

    public String severity(Severity severity) {
        return switch (severity) {
            case NORMAL -> "is-running";
            case WARNING -> "is-warning";
            case ERROR -> "is-error";
        };
    }

    /** E.g. "Round robin" for {@code ROUND_ROBIN}. */
    public String words(Object constant) {
        return constant == null ? "" : Look.words(constant.toString());
    }

    /** Rings with the oldest pods first, as they are drawn during a rollout; an empty one when there is no pod. */
    public List<RingDrawing> rings(DeploymentCard card) {
        if (card.rings().isEmpty()) {
            return List.of(RingDrawing.of(new DeploymentCard.Ring(List.of(card.revision()), List.of()), true));
        }
        boolean alone = card.rings().size() < 2;
        return card.rings().reversed().stream()
                .map(ring -> RingDrawing.of(ring, alone))
                .toList();
    }

    /** "scaling to 5…" while pods and wish differ; empty when they agree, or one revision replaces another. */
    public String scaling(DeploymentCard card) {
        int pods = card.rings().stream().mapToInt(DeploymentCard.Ring::pods).sum();
        return pods == card.wanted() || card.rings().size() > 1 ? "" : "scaling to " + card.wanted() + "\u2026";
    }

    /** An attempt of a pod: one that ended says how. */
    public Look attempt(PodView attempt) {
        if (attempt.endedAt().isEmpty()) {
            return Look.of(attempt.status());
        }
        boolean well = attempt.exitCode().orElse(0) == 0;
        return well
                ? new Look("is-pending", "pi-stop-circle", "Ended")
                : new Look("is-error", "pi-times-circle", "Failed");
    }

    /** The exit code of an attempt, with its signal unless the page says more of it; a dash while there is none. */
    public String exit(PodView attempt) {
        return attempt.exitCode()
                .map(code -> attempt.outOfMemory() ? code.toString() : ExitCode.words(code))
                .orElse("–");
    }

    /** Whether a balancer does what is wanted. */
    public Look sync(boolean inSync, boolean deleting) {
        if (deleting) {
            return Look.ofDeployment("DELETING");
        }
        return inSync
                ? new Look("is-running", "pi-check-circle", "In service")
                : new Look("is-pending", "pi-sync", "Being set up");
    }

    /** E.g. "Crash loop" for {@code CrashLoop}. */
    public String camel(String reason) {
        return reason == null ? "" : Look.words(reason.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
    }

    public String labels(Map<String, String> labels) {
        return EnvironmentText.print(new TreeMap<>(labels)).replace("\n", ", ");
    }

    public String names(Map<String, String> environment) {
        return String.join(", ", environment.keySet());
    }

    public String command(List<String> words) {
        return WordsText.print(words);
    }

    /** E.g. "100 m CPU and 128 MiB reserved, at most 512 MiB". */
    public String resources(PodTemplate.Resources resources) {
        String cpuLimit = resources.cpuLimitMillis() == 0 ? "" : Sizes.cpu(resources.cpuLimitMillis()) + " CPU and ";
        return "%s CPU and %s reserved, at most %s%s"
                .formatted(
                        Sizes.cpu(resources.cpuRequestMillis()),
                        Sizes.bytes(resources.memoryRequestBytes()),
                        cpuLimit,
                        Sizes.bytes(resources.memoryLimitBytes()));
    }

    public String size(CatalogEntry.Size size) {
        return "%s: %s CPU, %d MiB".formatted(size.title(), Sizes.cpu(size.cpuMillis()), size.memoryMiB());
    }
}
