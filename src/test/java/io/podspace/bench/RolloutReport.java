package io.podspace.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rollouts of versions by several ways come to. */
final class RolloutReport {
    private static final int FEWEST_REQUESTS = 30_000;

    private final int pods;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Goal> goals = new ArrayList<>();

    private RolloutReport(int pods) {
        this.pods = pods;
    }

    /**
     * @param leftOut what was to be measured and was not
     * @param cut WebSockets of another application that were closed, of so many
     */
    static BenchReport of(
            int pods, int rate, Map<Way, Map<Version, Rollout>> seen, List<String> leftOut, int cut, int others) {
        RolloutReport report = new RolloutReport(pods);
        seen.forEach((way, rollouts) -> {
            rollouts.forEach((version, rollout) -> report.add(way, version, rollout));
            if (way instanceof Way.OfPodSpace) {
                report.judge(way, rollouts);
            }
        });
        report.goals.add(Goal.atMost("WebSockets of another application cut, of " + others, 0, cut));
        List<String> notes = new ArrayList<>(List.of(
                "%d pods, %d requests a second, every other on a connection of its own, 5 a second that take 2 s, a WebSocket for each pod"
                        .formatted(pods, rate),
                "fewest ready: in rotation as HAProxy says, sampled every 50 ms",
                "recreate interrupts the service by design",
                "swarm: one task at a time, back on failure, tasks found by DNS and checked by the same HAProxy"));
        leftOut.forEach(what -> notes.add("left out: " + what));
        return new BenchReport("rollout", report.figures, report.goals, notes);
    }

    private void add(Way way, Version version, Rollout rollout) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("requests", (double) rollout.requests());
        values.put("failed", (double) rollout.failed());
        values.put("p99 before, ms", rollout.before());
        values.put("p99 during, ms", rollout.during());
        values.put("fewest ready", (double) rollout.fewest());
        values.put(version.good ? "exchanged, s" : "rolled back, s", rollout.seconds());
        values.put("met the new version", (double) rollout.metNew());
        values.put("own WebSockets cut", (double) rollout.cut());
        values.forEach(
                (what, value) -> figures.add(Figure.of(way.name(), version.title + ": " + what, "", List.of(value))));
    }

    private void judge(Way way, Map<Version, Rollout> rollouts) {
        goals.add(Goal.atMost(
                way.name() + ": good versions that went, bad ones that stayed",
                0,
                rollouts.values().stream().filter(rollout -> !rollout.right()).count()));
        List<Rollout> good = rollouts.entrySet().stream()
                .filter(each -> each.getKey().good)
                .map(Map.Entry::getValue)
                .toList();
        if (way.mayMiss(pods) < pods && !good.isEmpty()) {
            int requests = good.stream().mapToInt(Rollout::requests).sum();
            goals.add(Goal.atMost(
                    "%s: failed, good versions, of %d".formatted(way.name(), requests),
                    0,
                    good.stream().mapToInt(Rollout::failed).sum()));
            goals.add(Goal.atMost(
                    "%s: requests missing of %d".formatted(way.name(), FEWEST_REQUESTS),
                    0,
                    Math.max(0, FEWEST_REQUESTS - requests)));
            goals.add(Goal.atMost(
                    way.name() + ": ready pods missing, good versions",
                    way.mayMiss(pods),
                    pods - good.stream().mapToInt(Rollout::fewest).min().orElse(pods)));
        }
        Rollout never = rollouts.get(Version.NEVER_READY);
        if (never != null) {
            goals.add(Goal.atMost(way.name() + ": requests that met a version never ready", 0, never.metNew()));
        }
    }
}
