package io.podspace.reconcile;

import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Result;
import io.podspace.health.Verdict;
import io.podspace.host.ObservedContainer;
import io.podspace.host.ObservedHealth;
import java.time.Instant;
import java.util.List;

/** What an engine's health command says of the checks that are commands. Pure. */
public final class EngineChecks {
    private static final int TEXT = 200;
    /** What an engine writes, with a code of -1, of a command that it has ended for its time limit. */
    private static final String TIME_OUT = "Health check exceeded timeout";

    private EngineChecks() {}

    /** A result for each role whose check is a command; none while the container does not run. */
    public static List<Result> results(Checks checks, ObservedContainer container) {
        return container.health().stream()
                .flatMap(health -> checks.byRole().entrySet().stream()
                        .filter(each -> !each.getValue().fromOutside())
                        .map(each -> new Result(
                                each.getKey(),
                                verdict(health),
                                health.exitCode() == 0 ? 1 : 0,
                                health.failures(),
                                health.exitCode() == 0,
                                0,
                                health.millis(),
                                health.at().orElse(Instant.EPOCH),
                                text(each.getValue(), health))))
                .toList();
    }

    private static Verdict verdict(ObservedHealth health) {
        return switch (health.status()) {
            case STARTING -> Verdict.UNKNOWN;
            case HEALTHY -> Verdict.PASSING;
            case UNHEALTHY -> Verdict.FAILING;
        };
    }

    private static String text(Check check, ObservedHealth health) {
        String output = health.output().replaceAll("[^\\x20-\\x7e]+", " ").strip();
        if (health.exitCode() < 0 && output.startsWith(TIME_OUT)) {
            return "it did not end within %d s".formatted(check.timeoutSeconds());
        }
        String code = health.exitCode() == 0 ? "" : "exit code " + health.exitCode() + (output.isEmpty() ? "" : ": ");
        String text = code + output;
        return text.length() > TEXT ? text.substring(0, TEXT) : text;
    }
}
