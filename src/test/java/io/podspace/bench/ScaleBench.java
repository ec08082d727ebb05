package io.podspace.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench scale [--pods N] [--rounds N] [--json FILE]}: from one pod to N and back, by the raw engine, by Swarm and by
 * PodSpace, interleaved on one engine, each after the machine has become idle. The first round is not counted; before it
 * the raw arm finds its best parallelism.
 */
public final class ScaleBench {
    private static final int[] PARALLEL = {2, 4, 8};

    private ScaleBench() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, Map.of("pods", 40, "rounds", 7));
        BoxUnderTest box = BoxUnderTest.ofEnvironment();
        String image = box.image("demo:1");
        ConsoleUser user = new ConsoleUser(box.console().toString());
        try (Engine engine = new Engine(BoxUnderTest.engine());
                user) {
            user.signIn("admin", Files.readString(Path.of(box.passwordFile())).strip());
            try (RawArm raw = new RawArm(engine, image, PARALLEL[0]);
                    SwarmArm swarm = new SwarmArm(engine, image);
                    PodSpaceArm podspace = new PodSpaceArm(
                            engine,
                            user,
                            box.router(),
                            box.cluster(),
                            "bench-" + Long.toString(System.currentTimeMillis() / 1000, 36))) {
                BenchReport report = run(options, raw, swarm, podspace, box.cluster());
                report.print(System.out);
                if (options.json().isPresent()) {
                    report.write(options.json().get());
                }
            }
        }
    }

    private static BenchReport run(Options options, RawArm raw, SwarmArm swarm, PodSpaceArm podspace, String cluster)
            throws Exception {
        int best = bestParallel(raw, options.number("pods"));
        raw.parallel(best);
        podspace.settle();
        Map<String, String> before = podspace.layouts(cluster);
        Map<String, List<Double>> up = new HashMap<>();
        Map<String, List<Double>> back = new HashMap<>();
        for (int round = 0; round <= options.number("rounds"); round++) {
            for (Arm arm : List.of(raw, swarm, podspace)) {
                arm.settle();
                Idle.await();
                double running;
                double gone;
                try (RouteLoad beside = arm == podspace ? null : podspace.load()) {
                    running = arm.scaleTo(options.number("pods"));
                    gone = arm.scaleBack();
                }
                System.out.printf("round %d %-9s up %.2f s, back %.2f s%n", round, arm.name(), running, gone);
                if (round > 0) {
                    up.computeIfAbsent(arm.name(), name -> new ArrayList<>()).add(running);
                    back.computeIfAbsent(arm.name(), name -> new ArrayList<>()).add(gone);
                }
            }
        }
        Map<String, String> after = podspace.layouts(cluster);
        long reloads = before.entrySet().stream()
                .filter(proxy -> !proxy.getValue().equals(after.get(proxy.getKey())))
                .count();
        List<Figure> figures = new ArrayList<>();
        for (Arm arm : List.of(raw, swarm, podspace)) {
            figures.add(Figure.of(arm.name(), "1 to " + options.number("pods") + " running", "s", up.get(arm.name())));
            figures.add(Figure.of(arm.name(), options.number("pods") + " back to 1", "s", back.get(arm.name())));
        }
        figures.add(Figure.of(
                "podspace", "every pod answered", "s", podspace.answered.subList(1, podspace.answered.size())));
        figures.add(Figure.of("podspace", "started to first answer", "s", podspace.intoRotation));
        double mine = Figure.quantile(up.get("podspace"), 0.5);
        return new BenchReport(
                "scale",
                figures,
                List.of(
                        Goal.atMost("running / raw", 1.15, mine / Figure.quantile(up.get("raw"), 0.5)),
                        Goal.atMost("running / swarm", 1.0, mine / Figure.quantile(up.get("swarm"), 0.5)),
                        Goal.atMost(
                                "started to first answer, p99 (s)", 1.0, Figure.quantile(podspace.intoRotation, 0.99)),
                        Goal.atMost("proxies reloaded", 0, reloads),
                        Goal.atMost("failed requests of " + podspace.requests, 0, podspace.failures.size())),
                List.of(
                        "every arm: the same 200 requests a second to a pod of PodSpace beside it",
                        "raw: %d at a time, the best of 2, 4, 8".formatted(best),
                        "swarm: overlay network, DNS round robin; virtual addresses need IPVS, which was not compared",
                        "failures: "
                                + podspace.failures.stream().distinct().limit(5).toList()));
    }

    private static int bestParallel(RawArm raw, int pods) throws Exception {
        int best = PARALLEL[0];
        double least = Double.MAX_VALUE;
        for (int parallel : PARALLEL) {
            raw.parallel(parallel);
            raw.settle();
            double running = raw.scaleTo(pods);
            raw.scaleBack();
            if (running < least) {
                least = running;
                best = parallel;
            }
        }
        return best;
    }
}
