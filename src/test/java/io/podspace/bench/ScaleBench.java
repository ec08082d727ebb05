package io.podspace.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code bench scale [--pods N] [--rounds N] [--json FILE]}: from one pod to N and back, by the raw engine, by Swarm and by
 * PodSpace, interleaved on one engine. The first round is not counted; in it the raw arm finds its best parallelism.
 */
public final class ScaleBench {
    private static final int[] PARALLEL = {2, 4, 8};

    private ScaleBench() {}

    private record Options(int pods, int rounds, Optional<Path> json) {
        static Options of(String[] arguments) {
            int pods = 40;
            int rounds = 7;
            Optional<Path> json = Optional.empty();
            for (int i = 0; i + 1 < arguments.length; i += 2) {
                switch (arguments[i]) {
                    case "--pods" -> pods = Integer.parseInt(arguments[i + 1]);
                    case "--rounds" -> rounds = Integer.parseInt(arguments[i + 1]);
                    case "--json" -> json = Optional.of(Path.of(arguments[i + 1]));
                    default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
                }
            }
            return new Options(pods, rounds, json);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        String image = variable("PODSPACE_BENCH_PREFIX") + "/demo:1";
        String cluster = variable("PODSPACE_BENCH_CLUSTER");
        ConsoleUser user = new ConsoleUser(variable("PODSPACE_BENCH_URL"));
        try (Engine engine = new Engine(variable("DOCKER_HOST"));
                user) {
            user.signIn(
                    "admin",
                    Files.readString(Path.of(variable("PODSPACE_BENCH_PASSWORD_FILE")))
                            .strip());
            try (RawArm raw = new RawArm(engine, image, PARALLEL[0]);
                    SwarmArm swarm = new SwarmArm(engine, image);
                    PodSpaceArm podspace = new PodSpaceArm(
                            engine, user, URI.create(variable("PODSPACE_BENCH_ROUTER")), cluster, "bench")) {
                BenchReport report = run(options, raw, swarm, podspace, cluster);
                report.print(System.out);
                if (options.json().isPresent()) {
                    report.write(options.json().get());
                }
            }
        }
    }

    private static BenchReport run(Options options, RawArm raw, SwarmArm swarm, PodSpaceArm podspace, String cluster)
            throws Exception {
        int best = bestParallel(raw, options.pods());
        raw.parallel(best);
        podspace.settle();
        Map<String, String> before = podspace.layouts(cluster);
        Map<String, List<Double>> up = new HashMap<>();
        Map<String, List<Double>> back = new HashMap<>();
        for (int round = 0; round <= options.rounds(); round++) {
            for (Arm arm : List.of(raw, swarm, podspace)) {
                arm.settle();
                double running = arm.scaleTo(options.pods());
                double gone = arm.scaleBack();
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
            figures.add(Figure.of(arm.name(), "1 to " + options.pods() + " running", "s", up.get(arm.name())));
            figures.add(Figure.of(arm.name(), options.pods() + " back to 1", "s", back.get(arm.name())));
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

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(
                        () -> new IllegalStateException(name + " is not set: start this by ./podspace bench scale"));
    }
}
