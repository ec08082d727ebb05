package io.podspace.bench;

import com.github.dockerjava.api.model.UpdateOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench rollout [--pods N] [--rate N] [--versions N] [--json FILE]}: each version (the first N of {@link Version})
 * by each strategy, in PodSpace and in Swarm behind the same HAProxy, under an open load with slow answers and WebSockets.
 */
public final class RolloutBench {
    private static final int GRACE_SECONDS = 5;
    private static final int OTHERS = 8;

    private final Options options;
    private final Map<Way, Map<Version, Rollout>> seen = new LinkedHashMap<>();

    private RolloutBench(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        RolloutBench bench = new RolloutBench(
                Options.of(arguments, Map.of("pods", 10, "rate", 200, "versions", Version.values().length)));
        BoxUnderTest box = BoxUnderTest.ofEnvironment();
        Kubectl kubectl = new Kubectl(box.kubeconfig(), "rollout");
        kubectl.createProject();
        Application web = application(box, "web");
        try (Engine engine = new Engine(BoxUnderTest.engine());
                PodSpaceSite other = new PodSpaceSite(engine, box, kubectl, application(box, "other"));
                PodSpaceSite podspace = new PodSpaceSite(engine, box, kubectl, web);
                SwarmSite swarm = new SwarmSite(engine, box, GRACE_SECONDS)) {
            other.fresh(2);
            try (WebSockets others = new WebSockets(other.front(), other.host(), OTHERS)) {
                bench.run(List.of(
                        new Way.OfPodSpace("start one, stop one", podspace, web, Way.rolling(1, 0), 0),
                        new Way.OfSwarm("swarm start-first", swarm, UpdateOrder.START_FIRST),
                        new Way.OfPodSpace("stop one, start one", podspace, web, Way.rolling(0, 1), 1),
                        new Way.OfSwarm("swarm stop-first", swarm, UpdateOrder.STOP_FIRST),
                        new Way.OfPodSpace("recreate", podspace, web, "{type: Recreate}", Integer.MAX_VALUE)));
                bench.report(others.closed.get());
            }
        }
    }

    private static Application application(BoxUnderTest box, String name) {
        return new Application(
                name,
                name + ".rollout.test",
                box.image("demo:1"),
                0,
                Map.of("VERSION", Version.OLD),
                Way.rolling(1, 0),
                2,
                40,
                GRACE_SECONDS);
    }

    private void run(List<Way> ways) throws Exception {
        for (Version version : Arrays.copyOf(Version.values(), options.number("versions"))) {
            for (Way way : ways) {
                Rollout rollout = Rollout.of(way, version, options.number("pods"), options.number("rate"));
                System.out.printf("%-20s %-24s %s%n", way.name(), version.title, rollout);
                seen.computeIfAbsent(way, which -> new LinkedHashMap<>()).put(version, rollout);
            }
        }
    }

    private void report(int othersCut) throws Exception {
        List<Figure> figures = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        seen.forEach((way, rollouts) -> {
            rollouts.forEach((version, rollout) -> add(figures, way, version, rollout));
            if (way instanceof Way.OfPodSpace) {
                goals(goals, way, rollouts);
            }
        });
        goals.add(Goal.atMost("WebSockets of another application cut, of " + OTHERS, 0, othersCut));
        BenchReport report = new BenchReport(
                "rollout",
                figures,
                goals,
                List.of(
                        "%d pods, %d requests a second, every other on a connection of its own, 5 a second that take 2 s, a WebSocket for each pod"
                                .formatted(options.number("pods"), options.number("rate")),
                        "fewest ready: in rotation as HAProxy says, sampled every 50 ms",
                        "recreate interrupts the service by design",
                        "swarm: one task at a time, back on failure, tasks found by DNS and checked by the same HAProxy"));
        report.print(System.out);
        if (options.json().isPresent()) {
            report.write(options.json().get());
        }
    }

    private static void add(List<Figure> figures, Way way, Version version, Rollout rollout) {
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

    private void goals(List<Goal> goals, Way way, Map<Version, Rollout> rollouts) {
        int pods = options.number("pods");
        goals.add(Goal.atMost(
                way.name() + ": good versions that went, bad ones that stayed",
                0,
                rollouts.values().stream().filter(rollout -> !rollout.right()).count()));
        if (way.mayMiss(pods) < pods) {
            List<Rollout> good = rollouts.entrySet().stream()
                    .filter(each -> each.getKey().good)
                    .map(Map.Entry::getValue)
                    .toList();
            goals.add(Goal.atMost(
                    "%s: failed, good versions, of %d"
                            .formatted(
                                    way.name(),
                                    good.stream().mapToInt(Rollout::requests).sum()),
                    0,
                    good.stream().mapToInt(Rollout::failed).sum()));
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
