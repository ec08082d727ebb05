package io.podspace.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * {@code bench heal [--rounds N] [--rate N] [--faults NAME,...] [--sites NAME,...] [--minutes N] [--json FILE]}: one
 * fault after the other hits a copy of its own under an open load, in PodSpace and in Swarm behind the same HAProxy, interleaved.
 * No measurement is begun after so many minutes.
 */
public final class HealBench {
    /** One for each fault, so that no copy has a past, and some that are never hit. */
    private static final int COPIES = Fault.values().length + 2;

    private final Options options;
    private final Deadline deadline;
    private final Engine engine;
    private final Map<String, Map<Fault, List<Healing>>> seen = new TreeMap<>();
    private final Map<Site, List<String>> untouched = new HashMap<>();

    private HealBench(Options options, Engine engine) {
        this.options = options;
        this.engine = engine;
        deadline = new Deadline(options.number("minutes"));
    }

    public static void main(String[] arguments) throws Exception {
        Options options =
                Options.of(arguments, Map.of("rounds", 3, "rate", 200, "minutes", 60), List.of("faults", "sites"));
        BoxUnderTest box = BoxUnderTest.ofEnvironment();
        Kubectl kubectl = new Kubectl(box.kubeconfig(), "heal");
        kubectl.createProject();
        Application application = new Application(
                "web", "web.heal.test", box.image("demo:1"), 0, Map.of(), "{type: RollingUpdate}", 1, 60, 5);
        try (Engine engine = new Engine(BoxUnderTest.engine());
                RawArm raw = new RawArm(engine, box.image("demo:1"), 1)) {
            List<Site> sites = new ArrayList<>();
            try {
                for (String name : options.chosen("sites", List.of("podspace", "swarm"), word -> word)) {
                    sites.add(
                            name.equals("swarm")
                                    ? new SwarmSite(engine, box, 5)
                                    : new PodSpaceSite(engine, box, kubectl, application));
                }
                BenchReport report = new HealBench(options, engine).run(raw, sites);
                report.print(System.out);
                if (options.json().isPresent()) {
                    report.write(options.json().get());
                }
            } finally {
                for (Site site : sites) {
                    site.close();
                }
            }
        }
    }

    private BenchReport run(RawArm raw, List<Site> sites) throws Exception {
        for (Site site : sites) { // not counted: everything runs for the first time
            renew(site);
            heal(site, Fault.PROCESS_KILLED);
        }
        List<Double> starts = new ArrayList<>();
        for (int round = 1; round <= options.number("rounds") && !deadline.passed(); round++) {
            raw.settle();
            starts.add(raw.scaleTo(2));
            raw.scaleBack();
            round(sites, round);
        }
        return report(starts);
    }

    private void round(List<Site> sites, int round) throws Exception {
        for (Site site : sites) {
            renew(site);
        }
        for (Fault fault : options.chosen("faults", List.of(Fault.values()), Fault::word)) {
            for (Site site : sites) {
                if (deadline.passed()) {
                    System.out.printf("round %d %-9s %-20s left out: time is over%n", round, site.name(), fault.title);
                    continue;
                }
                Healing healing = heal(site, fault);
                System.out.printf("round %d %-9s %-20s %s%n", round, site.name(), fault.title, healing);
                seen.computeIfAbsent(site.name(), name -> new EnumMap<>(Fault.class))
                        .computeIfAbsent(fault, which -> new ArrayList<>())
                        .add(healing);
            }
        }
    }

    /** Hits a copy that was never hit; a check may have ended some meanwhile. */
    private Healing heal(Site site, Fault fault) throws Exception {
        untouched.get(site).retainAll(site.containers().values());
        if (untouched.get(site).isEmpty()) {
            renew(site);
        }
        String victim = untouched.get(site).removeFirst();
        Healing healing = Healing.of(engine, site, fault, victim, COPIES, options.number("rate"));
        if (!healing.whole()) {
            renew(site);
        }
        return healing;
    }

    private void renew(Site site) throws Exception {
        site.fresh(COPIES);
        untouched.put(site, new ArrayList<>(site.containers().values()));
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
        Map<Fault, List<Healing>> ours = seen.getOrDefault("podspace", Map.of());
        List<Goal> goals = new ArrayList<>();
        if (ours.keySet().stream().anyMatch(Fault::exits)) {
            goals.add(Goal.atMost("exit to out, p99 (s)", 0.5, outs(ours, true)));
        }
        if (!ours.keySet().stream().allMatch(Fault::exits)) {
            goals.add(Goal.atMost("hang to out, greatest (s)", Application.DETECTED_SECONDS, outs(ours, false)));
        }
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
                        "%d s stand for what had not come by then".formatted(Healing.LIMIT.toSeconds()),
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
            Function<Healing, Double> value) {
        return Figure.of(
                arm,
                fault.title + ": " + what,
                unit,
                healings.stream().map(value).toList());
    }
}
