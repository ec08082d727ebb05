package io.podspace.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What rollouts of versions by several ways come to, each perhaps several times. */
final class RolloutReport {
    private final int pods;
    private final int fewestRequests;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Goal> goals = new ArrayList<>();

    private RolloutReport(int pods, int fewestRequests) {
        this.pods = pods;
        this.fewestRequests = fewestRequests;
    }

    /**
     * @param requests so many are wanted of each good version
     * @param leftOut what was to be measured and was not
     * @param cut WebSockets of another application that were closed, of so many
     */
    static BenchReport of(
            int pods,
            int rate,
            int requests,
            Map<Way, Map<Version, List<Rollout>>> seen,
            List<String> leftOut,
            int cut,
            int others) {
        RolloutReport report = new RolloutReport(pods, requests);
        seen.forEach((way, versions) -> {
            versions.forEach((version, rollouts) -> report.add(way, version, rollouts));
            if (way instanceof Way.OfPodSpace) {
                report.judge(way, versions);
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

    private void add(Way way, Version version, List<Rollout> rollouts) {
        Map<String, ToDoubleFunction<Rollout>> values = new LinkedHashMap<>();
        values.put("requests", Rollout::requests);
        values.put("failed", Rollout::failed);
        values.put("p99 before, ms", Rollout::before);
        values.put("p99 during, ms", Rollout::during);
        values.put("fewest ready", Rollout::fewest);
        values.put(version.good ? "exchanged, s" : "rolled back, s", Rollout::seconds);
        values.put("met the new version", Rollout::metNew);
        values.put("own WebSockets cut", Rollout::cut);
        values.forEach((what, value) -> figures.add(Figure.of(
                way.name(),
                version.title + ": " + what,
                "",
                rollouts.stream().mapToDouble(value).boxed().toList())));
    }

    private void judge(Way way, Map<Version, List<Rollout>> versions) {
        goals.add(Goal.atMost(
                way.name() + ": good versions that went, bad ones that stayed",
                0,
                versions.values().stream()
                        .flatMap(List::stream)
                        .filter(rollout -> !rollout.right())
                        .count()));
        versions.forEach((version, rollouts) -> {
            if (way.counts(version)) {
                judgeGood(way, way.name() + ", " + version.title, rollouts);
            }
        });
        List<Rollout> never = versions.getOrDefault(Version.NEVER_READY, List.of());
        if (!never.isEmpty()) {
            goals.add(Goal.atMost(
                    way.name() + ": requests that met a version never ready",
                    0,
                    never.stream().mapToInt(Rollout::metNew).sum()));
        }
    }

    private void judgeGood(Way way, String what, List<Rollout> rollouts) {
        int requests = rollouts.stream().mapToInt(Rollout::requests).sum();
        goals.add(Goal.atMost(
                "%s: failed of %d".formatted(what, requests),
                0,
                rollouts.stream().mapToInt(Rollout::failed).sum()));
        goals.add(Goal.atMost(
                "%s: requests missing of %d".formatted(what, fewestRequests),
                0,
                Math.max(0, fewestRequests - requests)));
        goals.add(Goal.atMost(
                what + ": ready pods missing",
                way.mayMiss(pods),
                pods - rollouts.stream().mapToInt(Rollout::fewest).min().orElse(0)));
    }
}
