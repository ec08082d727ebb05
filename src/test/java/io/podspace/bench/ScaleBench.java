package io.podspace.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench scale [--pods N] [--rounds N] [--json FILE]}: from one pod to N and back, by the raw engine, by Swarm and by
 * PodSpace, with and without its page open, interleaved on one engine, each after the machine has become idle. The first round is not counted; before it
 * the raw arm finds its best parallelism.
 */
public final class ScaleBench {
    private static final int[] PARALLEL = {2, 4, 8};

    private final Options options;
    private final int pods;
    private final RawArm raw;
    private final List<PodSpaceArm> ours;
    private final List<Arm> arms = new ArrayList<>();
    private final BoxUnderTest box;
    private final Map<String, List<Double>> up = new HashMap<>();
    private final Map<String, List<Double>> back = new HashMap<>();
    private final Map<String, Map<String, List<Double>>> processor = new HashMap<>();

    /** @param ours what is held against the goals is the first of them */
    private ScaleBench(Options options, RawArm raw, SwarmArm swarm, List<PodSpaceArm> ours, BoxUnderTest box) {
        this.options = options;
        this.pods = options.number("pods");
        this.raw = raw;
        this.ours = ours;
        this.box = box;
        arms.add(raw);
        arms.add(swarm);
        arms.addAll(ours);
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, Map.of("pods", 40, "rounds", 7));
        BoxUnderTest box = BoxUnderTest.ofEnvironment();
        String image = box.image("demo:1");
        ConsoleUser user = new ConsoleUser(box.console().toString());
        try (Engine engine = new Engine(BoxUnderTest.engine());
                user) {
            user.signIn("admin", Files.readString(Path.of(box.passwordFile())).strip());
            String project = "bench-" + Long.toString(System.currentTimeMillis() / 1000, 36);
            try (RawArm raw = new RawArm(engine, image, PARALLEL[0]);
                    SwarmArm swarm = new SwarmArm(engine, image);
                    ScaledApplication application = new ScaledApplication(user, box.cluster(), project)) {
                List<PodSpaceArm> ours = application.hands(new ApiClient(Path.of(box.kubeconfig()))).stream()
                        .map(hand -> new PodSpaceArm(engine, box, application, hand))
                        .toList();
                BenchReport report = new ScaleBench(options, raw, swarm, ours, box).run();
                report.print(System.out);
                if (options.json().isPresent()) {
                    report.write(options.json().get());
                }
            }
        }
    }

    private BenchReport run() throws Exception {
        PodSpaceArm podspace = ours.getFirst();
        int best = bestParallel(raw, pods);
        raw.parallel(best);
        podspace.settle();
        Map<String, String> before = podspace.layouts(box.cluster());
        for (int round = 0; round <= options.number("rounds"); round++) {
            for (Arm arm : arms) {
                round(arm, round);
            }
        }
        Map<String, String> after = podspace.layouts(box.cluster());
        long reloads = before.entrySet().stream()
                .filter(proxy -> !proxy.getValue().equals(after.get(proxy.getKey())))
                .count();
        List<String> failures =
                ours.stream().flatMap(arm -> arm.failures.stream()).toList();
        int requests = ours.stream().mapToInt(arm -> arm.requests).sum();
        double mine = Figure.quantile(up.get(podspace.name()), 0.5);
        return new BenchReport(
                "scale",
                figures(),
                List.of(
                        Goal.atMost("running / raw", 1.15, mine / Figure.quantile(up.get("raw"), 0.5)),
                        Goal.atMost("running / swarm", 1.0, mine / Figure.quantile(up.get("swarm"), 0.5)),
                        Goal.atMost(
                                "listening to in rotation, p99 (s)", 1.0, Figure.quantile(podspace.intoRotation, 0.99)),
                        Goal.atMost("proxies reloaded", 0, reloads),
                        Goal.atMost("failed requests of " + requests, 0, failures.size())),
                List.of(
                        "every arm: the same 200 requests a second to a pod of PodSpace beside it",
                        "in rotation: as HAProxy says, sampled every %d ms; its turn, and so its first answer, comes up to %.1f s later"
                                .formatted(PodSpaceArm.SAMPLE_MILLIS, (double) pods / PodSpaceArm.ROUTE_RATE),
                        "podspace: asked by the API, and no page is open; page open: asked by its arrows, with the"
                                + " spectator's browser on the same machine",
                        "raw: %d at a time, the best of 2, 4, 8".formatted(best),
                        "swarm: overlay network, DNS round robin; virtual addresses need IPVS, which was not compared",
                        "failures: " + failures.stream().distinct().limit(5).toList()));
    }

    private void round(Arm arm, int round) throws Exception {
        arm.settle();
        Idle.await();
        double running;
        double gone;
        ProcessorTime used;
        try (RouteLoad beside = ours.contains(arm) ? null : ours.getFirst().load()) {
            ProcessorTime before = ProcessorTime.now(Path.of(box.home()));
            running = arm.scaleTo(pods);
            used = ProcessorTime.now(Path.of(box.home())).minus(before);
            gone = arm.scaleBack();
        }
        System.out.printf("round %d %-20s up %.2f s, back %.2f s%n", round, arm.name(), running, gone);
        if (round > 0) {
            up.computeIfAbsent(arm.name(), name -> new ArrayList<>()).add(running);
            back.computeIfAbsent(arm.name(), name -> new ArrayList<>()).add(gone);
            Map<String, List<Double>> parts = processor.computeIfAbsent(arm.name(), name -> new LinkedHashMap<>());
            used.seconds().forEach((part, seconds) -> parts.computeIfAbsent(part, name -> new ArrayList<>())
                    .add(seconds));
        } else if (arm instanceof PodSpaceArm first) {
            first.answered.clear();
            first.startToAnswer.clear();
            first.intoRotation.clear();
            first.listeningToAnswer.clear();
        }
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Arm arm : arms) {
            figures.add(Figure.of(arm.name(), "1 to " + pods + " running", "s", up.get(arm.name())));
            figures.add(Figure.of(arm.name(), pods + " back to 1", "s", back.get(arm.name())));
            processor
                    .get(arm.name())
                    .forEach((part, seconds) -> figures.add(Figure.of(arm.name(), "processor: " + part, "s", seconds)));
        }
        for (PodSpaceArm arm : ours) {
            figures.add(Figure.of(arm.name(), "every pod answered", "s", arm.answered));
            figures.add(Figure.of(arm.name(), "started to first answer", "s", arm.startToAnswer));
            figures.add(Figure.of(arm.name(), "listening to in rotation", "s", arm.intoRotation));
            figures.add(Figure.of(arm.name(), "listening to first answer", "s", arm.listeningToAnswer));
        }
        return figures;
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
