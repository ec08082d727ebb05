package io.podspace.bench;

import com.github.dockerjava.api.model.UpdateOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench rollout [--pods N] [--rate N] [--requests N] [--versions NAME,...] [--strategies NAME,...] [--minutes N] [--json
 * FILE]}: each version by each strategy, in PodSpace and in Swarm behind the same HAProxy, under an open load with slow answers and
 * WebSockets. PodSpace brings a good version again and again until it met so many requests. No rollout is begun after so many
 * minutes.
 */
public final class RolloutBench {
    private static final String PROJECT = "rollout";
    private static final int GRACE_SECONDS = 5;
    private static final int OTHERS = 8;
    private static final String CANARY_STEPS = "20% 3\n50% 3";
    private static final int KEEP_SECONDS = 5;
    private static final List<String> STRATEGIES = List.of(
            "start-one", "swarm-start-first", "stop-one", "swarm-stop-first", "canary", "blue-green", "recreate");

    private final Options options;
    private final BoxUnderTest box;
    private final Kubectl kubectl;
    private final Engine engine;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<Way, Map<Version, List<Rollout>>> seen = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private RolloutBench(Options options, BoxUnderTest box, Kubectl kubectl, Engine engine) {
        this.options = options;
        this.box = box;
        this.kubectl = kubectl;
        this.engine = engine;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(
                arguments,
                Map.of("pods", 10, "rate", 200, "requests", 30_000, "minutes", 120),
                List.of("versions", "strategies"));
        BoxUnderTest box = BoxUnderTest.ofEnvironment();
        Kubectl kubectl = new Kubectl(box.kubeconfig(), PROJECT);
        kubectl.createProject();
        try (Engine engine = new Engine(BoxUnderTest.engine())) {
            BenchReport report = new RolloutBench(options, box, kubectl, engine).run();
            report.print(System.out);
            if (options.json().isPresent()) {
                report.write(options.json().get());
            }
        }
    }

    private BenchReport run() throws Exception {
        Deadline deadline = new Deadline(options.number("minutes"));
        try (PodSpaceSite other = site("other")) {
            other.fresh(2);
            List<Way> ways = ways(options.chosen("strategies", STRATEGIES, word -> word));
            try (WebSockets others = new WebSockets(other.front(), other.host(), OTHERS)) {
                for (Version version : options.chosen("versions", List.of(Version.values()), Version::word)) {
                    for (Way way : ways) {
                        measure(way, version, deadline);
                    }
                }
                return RolloutReport.of(
                        options.number("pods"),
                        options.number("rate"),
                        options.number("requests"),
                        seen,
                        leftOut,
                        others.closed.get(),
                        OTHERS);
            }
        } finally {
            for (AutoCloseable each : open.reversed()) {
                each.close();
            }
        }
    }

    private void measure(Way way, Version version, Deadline deadline) throws InterruptedException {
        String what = "%-20s %-24s ".formatted(way.name(), version.title);
        if (deadline.passed()) {
            leftOut.add(what.strip() + ": time was over");
            return;
        }
        try {
            int requests = 0;
            do {
                Rollout rollout = Rollout.of(way, version, options.number("pods"), options.number("rate"));
                System.out.println(what + rollout);
                seen.computeIfAbsent(way, which -> new LinkedHashMap<>())
                        .computeIfAbsent(version, which -> new ArrayList<>())
                        .add(rollout);
                requests += rollout.requests();
            } while (way.counts(version) && requests < options.number("requests") && !deadline.passed());
            way.site().rest();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // one that cannot be measured does not cost the others
            System.out.println(what + "COULD NOT BE MEASURED: " + e);
            e.printStackTrace();
            leftOut.add(what.strip() + ": " + e);
        }
    }

    private List<Way> ways(List<String> strategies) throws Exception {
        List<Way> ways = new ArrayList<>();
        PodSpaceSite plain = null;
        SwarmSite swarm = null;
        for (String word : strategies) {
            if (word.startsWith("swarm")) {
                swarm = swarm == null ? opened(new SwarmSite(engine, box, GRACE_SECONDS)) : swarm;
            } else if (!word.equals("canary") && !word.equals("blue-green")) {
                plain = plain == null ? opened(site("web")) : plain;
            }
            ways.add(
                    switch (word) {
                        case "start-one" -> way(word, "start one, stop one", plain, Way.rolling(1, 0), 0);
                        case "stop-one" -> way(word, "stop one, start one", plain, Way.rolling(0, 1), 1);
                        case "recreate" -> way(word, word, plain, "{type: Recreate}", Integer.MAX_VALUE);
                        case "canary", "blue-green" -> way(word, word, opened(staged(word)), Way.rolling(1, 0), 0);
                        case "swarm-start-first" ->
                            new Way.OfSwarm(word, "swarm start-first", swarm, UpdateOrder.START_FIRST);
                        case "swarm-stop-first" ->
                            new Way.OfSwarm(word, "swarm stop-first", swarm, UpdateOrder.STOP_FIRST);
                        default -> throw new IllegalArgumentException(word);
                    });
        }
        return ways;
    }

    private Way way(String word, String name, PodSpaceSite site, String strategy, int mostMissing) {
        return new Way.OfPodSpace(word, name, site, site.application(), strategy, mostMissing);
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private PodSpaceSite site(String name) throws Exception {
        return new PodSpaceSite(
                engine,
                box,
                kubectl,
                new Application(
                        name,
                        name + ".rollout.test",
                        box.image("demo:1"),
                        0,
                        Map.of("VERSION", Version.OLD),
                        Way.rolling(1, 0),
                        2,
                        40,
                        GRACE_SECONDS));
    }

    /** Of a strategy that only the console can choose. */
    private PodSpaceSite staged(String word) throws Exception {
        PodSpaceSite site = site(word);
        try (ConsoleUser user = new ConsoleUser(box.console().toString())) {
            user.signIn("admin", Files.readString(Path.of(box.passwordFile())).strip());
            if (word.equals("canary")) {
                user.chooseCanary(PROJECT, word, CANARY_STEPS);
            } else {
                user.chooseBlueGreen(PROJECT, word, KEEP_SECONDS);
            }
        }
        return site;
    }
}
