package io.podspace.console;

import io.podspace.deployment.Hook.Moment;
import io.podspace.deployment.Hook.OnFailure;
import io.podspace.deployment.HookView;
import io.podspace.deployment.RolloutView;
import io.podspace.pod.ExitCode;
import java.time.Duration;
import java.util.Optional;

/** A hook as one of the steps that people watch: how it stands, how long it took, its exit code, its last lines. Pure. */
final class HookLines {
    private HookLines() {}

    /** @return empty when the rollout has none at that moment */
    static Optional<RolloutSteps.Step> of(RolloutView rollout, Moment moment) {
        return rollout.hooks().stream()
                .filter(hook -> hook.moment() == moment)
                .findFirst()
                .map(HookLines::step);
    }

    private static RolloutSteps.Step step(HookView hook) {
        return new RolloutSteps.Step(
                look(hook),
                "%s: %s".formatted(name(hook.moment()), end(hook)),
                hook.endedAt().or(hook::startedAt).orElse(null),
                WordsText.print(hook.hook().command()),
                hook.lastLog().orElse(null));
    }

    private static String name(Moment moment) {
        return switch (moment) {
            case BEFORE -> "Hook before the exchange";
            case AFTER -> "Hook after the exchange";
        };
    }

    private static Look look(HookView hook) {
        return switch (hook.state()) {
            case WAITING -> new Look("is-pending", "pi-circle", "Later");
            case RUNNING -> new Look("is-accent", "pi-sync", "Now");
            case SUCCEEDED -> new Look("is-running", "pi-check-circle", "Done");
            case CANCELLED -> new Look("is-stopping", "pi-ban", "Cancelled");
            case FAILED ->
                hook.hook().onFailure() == OnFailure.IGNORE
                        ? new Look("is-warning", "pi-exclamation-triangle", "Failed, ignored")
                        : new Look("is-error", "pi-times-circle", "Failed");
        };
    }

    private static String end(HookView hook) {
        return switch (hook.state()) {
            case WAITING -> "at most %d s".formatted(hook.hook().limitSeconds());
            case RUNNING -> hook.startedAt().isPresent() ? "it began" : "its pod is being made";
            case SUCCEEDED -> "exit code 0" + took(hook);
            case CANCELLED -> "cancelled" + took(hook);
            case FAILED -> failed(hook);
        };
    }

    private static String failed(HookView hook) {
        String how = hook.reason()
                .map(reason -> "it " + reason)
                .or(() -> hook.exitCode().map(code -> "exit code " + ExitCode.words(code) + took(hook)))
                .orElse("it could not be run");
        boolean ignored = hook.hook().onFailure() == OnFailure.IGNORE;
        return how + (ignored ? ", and the rollout went on" : "");
    }

    private static String took(HookView hook) {
        return hook.startedAt().isPresent() && hook.endedAt().isPresent()
                ? " after %d s"
                        .formatted(Duration.between(
                                        hook.startedAt().get(), hook.endedAt().get())
                                .toSeconds())
                : "";
    }
}
