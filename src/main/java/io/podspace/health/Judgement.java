package io.podspace.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the results of all who check a pod come to.
 *
 * @param restart why it must be restarted, to go on after the pod's name; empty: it need not
 * @param unready why it gets no requests; empty: nobody says that it is not ready
 */
public record Judgement(Optional<String> restart, Optional<String> unready) {
    public static final Judgement NONE = new Judgement(Optional.empty(), Optional.empty());

    /**
     * A restart needs the word of all: one that alone cannot reach the pod is more likely cut off itself. Startup counts
     * as liveness, since it only stands in for it.
     *
     * @param byChecker the results of each proxy or engine that answered
     */
    public static Judgement of(Collection<List<Result>> byChecker) {
        Optional<String> restart =
                failing(byChecker, Role.STARTUP, true).or(() -> failing(byChecker, Role.LIVENESS, true));
        Optional<String> unready =
                failing(byChecker, Role.READINESS, false).or(() -> failing(byChecker, Role.STARTUP, false));
        return new Judgement(restart.map("failed its %s"::formatted), unready.map("its %s fails"::formatted));
    }

    /** With what others say, who run other checks of the same pod. */
    public Judgement and(Judgement other) {
        return new Judgement(restart.or(other::restart), unready.or(other::unready));
    }

    /** A check that was not passed yet, and why its last run failed; for a pod that never was ready. */
    public static Optional<String> trouble(Collection<Result> results) {
        return results.stream()
                .filter(result -> !result.passed() && !result.text().isEmpty())
                .findFirst()
                .map(result -> "its %s check fails (%s)".formatted(result.role().word(), result.words()));
    }

    private static Optional<String> failing(Collection<List<Result>> byChecker, Role role, boolean all) {
        List<Result> asked = new ArrayList<>();
        byChecker.forEach(results ->
                results.stream().filter(result -> result.role() == role).forEach(asked::add));
        List<Result> failing = asked.stream()
                .filter(result -> result.verdict() == Verdict.FAILING)
                .toList();
        if (failing.isEmpty() || all && failing.size() < asked.size()) {
            return Optional.empty();
        }
        String why = failing.getFirst().words();
        return Optional.of(role.word() + " check" + (why.isEmpty() ? "" : " (" + why + ")"));
    }
}
