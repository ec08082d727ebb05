package io.podspace.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code bench heal [--rounds N] [--rate N] [--json FILE]}: one fault after the other hits a copy of its own under an open
 * load, in PodSpace and in Swarm behind the same HAProxy, interleaved.
 */
public final class HealBench {
    /** One for each fault, so that no copy has a past, and some that are never hit. */
    private static final int COPIES = Fault.values().length + 2;

    private final Map<String, Map<Fault, List<Healing>>> seen = new TreeMap<>();

    private HealBench() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, Map.of("rounds", 3, "rate", 200));
        BoxUnderTest box = BoxUnderTest.ofEnvironment();
        Kubectl kubectl = new Kubectl(box.kubeconfig(), "heal");
        kubectl.createProject();
        Application application = new Application(
                "web", "web.heal.test", box.image("demo:1"), 0, Map.of(), "{type: RollingUpdate}", 1, 60, 5);
        try (Engine engine = new Engine(BoxUnderTest.engine());
                RawArm raw = new RawArm(engine, box.image("demo:1"), 1);
                Site podspace = new PodSpaceSite(engine, box, kubectl, application);
                Site swarm = new SwarmSite(engine, box, 5)) {
            HealBench bench = new HealBench();
            for (Site site : List.of(podspace, swarm)) { // not counted: everything runs for the first time
                site.fresh(COPIES);
                String victim = site.containers().values().iterator().next();
                Healing.of(engine, site, Fault.PROCESS_KILLED, victim, COPIES, options.number("rate"));
            }
            List<Double> starts = new ArrayList<>();
            for (int round = 1; round <= options.number("rounds"); round++) {
                raw.settle();
                starts.add(raw.scaleTo(2));
                raw.scaleBack();
                bench.round(engine, List.of(podspace, swarm), options.number("rate"), round);
            }
            BenchReport report = bench.report(starts);
            report.print(System.out);
            if (options.json().isPresent()) {
                report.write(options.json().get());
            }
        }
    }

    private void round(Engine engine, List<Site> sites, int rate, int round) throws Exception {
        Map<Site, List<String>> untouched = new HashMap<>();
        for (Site site : sites) {
            site.fresh(COPIES);
            untouched.put(site, new ArrayList<>(site.containers().values()));
        }
        for (Fault fault : Fault.values()) {
            for (Site site : sites) {
                untouched.get(site).retainAll(site.containers().values()); // a check may have ended one meanwhile
                String victim = untouched.get(site).removeFirst();
                Healing healing = Healing.of(engine, site, fault, victim, COPIES, rate);
                System.out.printf("round %d %-9s %-20s %s%n", round, site.name(), fault.title, healing);
                seen.computeIfAbsent(site.name(), name -> new EnumMap<>(Fault.class))
                        .computeIfAbsent(fault, which -> new ArrayList<>())
                        .add(healing);
            }
        }
    }

    private BenchReport report(List<Double> starts) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("raw", "create and start", "s", starts));
        seen.forEach((arm, faults) -> faults.forEach((fault, healings) -> {
            figures.add(figure(arm, fault, "out", "s", healings, Healing::out));
            figures.add(figure(arm, fault, "last bad", "s", healings, Healing::lastBad));
            figures.add(figure(arm, fault, "failed", "requests", healings, healing -> (double) healing.failed()));
            figures.add(figure(arm, fault, "late", "requests", healings, healing -> (double) healing.late()));
            figures.add(figure(arm, fault, "replaced", "s", healings, Healing::replaced));
        }));
        double raw = Figure.quantile(starts, 0.5);
        Map<Fault, List<Healing>> ours = seen.get("podspace");
        List<Goal> goals = new ArrayList<>(List.of(
                Goal.atMost("exit to out, p99 (s)", 0.5, outs(ours, true)),
                Goal.atMost("hang to out, greatest (s)", Application.DETECTED_SECONDS, outs(ours, false))));
        ours.forEach((fault, healings) -> goals.add(Goal.atMost(
                "replaced, greatest: " + fault.title,
                fault.detectedSeconds + 5 + raw,
                healings.stream().mapToDouble(Healing::replaced).max().orElseThrow())));
        return new BenchReport(
                "heal",
                figures,
                goals,
                List.of(
                        "checks: every second, 3 failures of at most a second; hang to out at most %.0f s"
                                .formatted(Application.DETECTED_SECONDS),
                        "replaced: limit is 5 s and the raw start after the fault was to be noticed",
                        "last bad: when the last request was due that failed or took more than %.0f s"
                                .formatted(Healing.LATE_NANOS / 1e9),
                        "swarm: overlay network, DNS round robin, health command in the same rhythm, the same HAProxy"));
    }

    private static double outs(Map<Fault, List<Healing>> healings, boolean exits) {
        List<Double> outs = new ArrayList<>();
        healings.forEach((fault, each) -> {
            if (fault.exits() == exits) {
                each.forEach(healing -> outs.add(healing.out()));
            }
        });
        return Figure.quantile(outs, exits ? 0.99 : 1);
    }

    private static Figure figure(
            String arm,
            Fault fault,
            String what,
            String unit,
            List<Healing> healings,
            java.util.function.Function<Healing, Double> value) {
        return Figure.of(
                arm,
                fault.title + ": " + what,
                unit,
                healings.stream().map(value).toList());
    }
}
