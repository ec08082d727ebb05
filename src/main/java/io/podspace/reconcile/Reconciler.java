package io.podspace.reconcile;

import io.podspace.host.ContainerSpec;
import io.podspace.host.HostWatches;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.ObservedContainer;
import io.podspace.host.RegistryLogin;
import io.podspace.host.Sight;
import io.podspace.pod.PodPhase;
import io.podspace.service.Rotation;
import io.podspace.service.Traffic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One pass over one deployment: lease, observe, load what is wanted, plan, record the intent, act. Whoever edits it keeps
 * these: what is seen is read before the rows, else an unseen container looks missing; effects begin only after their
 * records are committed; a plan that could not be recorded is thrown away; nothing waits for an engine. Dying at any
 * point and starting again must end in the same state.
 */
final class Reconciler {
    private static final int TRIES = 3;
    private static final Duration AFTER_CONTENTION = Duration.ofMillis(100);

    /** What proxies say of a pod. */
    interface Proxies {
        Rotation rotation(long project, long pod);

        /** Names of those that send it requests, or were told to. */
        Set<String> holding(long pod);
    }

    /** Credentials for an image of a project. */
    interface Logins {
        Optional<RegistryLogin> loginFor(long project, String reference);
    }

    private final String cluster;
    private final Ledger ledger;
    private final HostWatches watches;
    private final Proxies proxies;
    private final Tallies tallies;
    private final Logins logins;
    private final Effects effects;
    private final Workbench workbench;
    private final Supplier<OptionalLong> lease;
    private final Clock clock;
    /** Two deployments must not give the same room away. */
    private final ReentrantLock placing = new ReentrantLock();

    Reconciler(
            String cluster,
            Ledger ledger,
            HostWatches watches,
            Proxies proxies,
            Traffic traffic,
            Logins logins,
            Effects effects,
            Workbench workbench,
            Supplier<OptionalLong> lease,
            Clock clock) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.watches = watches;
        this.proxies = proxies;
        this.tallies = new Tallies(traffic, ledger);
        this.logins = logins;
        this.effects = effects;
        this.workbench = workbench;
        this.lease = lease;
        this.clock = clock;
    }

    /** @return when to look again even if no signal comes */
    Optional<Duration> reconcile(long deployment) {
        for (int tries = 0; tries < TRIES; tries++) {
            OptionalLong epoch = lease.get();
            if (epoch.isEmpty()) {
                return Optional.empty();
            }
            Optional<Plan> done = pass(deployment, epoch.getAsLong());
            if (done.isPresent()) {
                return done.get().nextLook();
            }
        }
        return Optional.of(AFTER_CONTENTION);
    }

    /**
     * Variables of a project have changed: what could not be made for want of one is tried again at once, not after a pause.
     *
     * @return deployments that have waited for some, to be looked at
     */
    Set<Long> variablesChanged(long project) {
        return workbench.hasten(project);
    }

    /** @return empty when the plan was overtaken and nothing was done */
    private Optional<Plan> pass(long deployment, long epoch) {
        Snapshot snapshot = observe(deployment, epoch);
        tallies.keep(snapshot, epoch);
        Plan plan = Planner.plan(snapshot);
        if (!plan.needsUsage()) {
            return carryOut(snapshot, plan, epoch);
        }
        placing.lock();
        try {
            Snapshot withUsage = snapshot.with(ledger.usage());
            return carryOut(withUsage, Planner.plan(withUsage), epoch);
        } finally {
            placing.unlock();
        }
    }

    private Snapshot observe(long deployment, long epoch) {
        Efforts efforts = workbench.efforts(deployment);
        Map<Long, Sight> sights = watches.sights();
        Ledger.Desired desired = ledger.load(deployment, podsSeen(deployment, sights));
        Map<Long, Rotation> rotation = new HashMap<>();
        desired.wanted().ifPresent(wanted -> desired.pods().stream()
                .filter(pod -> pod.phase() != PodPhase.PENDING && pod.phase() != PodPhase.ENDED)
                .forEach(pod -> rotation.put(pod.id(), proxies.rotation(wanted.project(), pod.id()))));
        Instant now = clock.instant();
        return new Snapshot(
                now,
                cluster,
                deployment,
                desired.wanted(),
                desired.pods(),
                watches.hosts(),
                sights,
                watches.full(),
                Optional.empty(),
                rotation,
                efforts,
                tallies.answers(
                        deployment,
                        desired.wanted().flatMap(Wanted::rollout),
                        proxiesOfCurrent(desired, rotation),
                        epoch,
                        now));
    }

    /** @return empty while it is not known which they are */
    private Optional<Set<String>> proxiesOfCurrent(Ledger.Desired desired, Map<Long, Rotation> rotation) {
        List<Long> pods = desired.pods().stream()
                .filter(pod -> pod.phase() == PodPhase.READY)
                .filter(pod -> desired.wanted()
                        .filter(wanted -> wanted.revision() == pod.revision())
                        .isPresent())
                .map(PodRow::id)
                .toList();
        return pods.stream().allMatch(pod -> rotation.get(pod).settled())
                ? Optional.of(pods.stream()
                        .flatMap(pod -> proxies.holding(pod).stream())
                        .collect(Collectors.toSet()))
                : Optional.empty();
    }

    private Optional<Plan> carryOut(Snapshot snapshot, Plan plan, long epoch) {
        List<Action.Effect> begin = new ArrayList<>(plan.effects());
        Snapshot after = snapshot;
        if (plan.records()) {
            Optional<Snapshot> recorded = record(snapshot, plan, epoch);
            if (recorded.isEmpty()) {
                return Optional.empty();
            }
            after = recorded.get();
            if (!plan.created().isEmpty()) {
                begin.addAll(startsOfNew(snapshot, after));
            }
        }
        act(after, begin, epoch);
        plan.listAgain().forEach(watches::wake);
        workbench.planned(snapshot.deployment(), known(after), plan.strangers(), snapshot.now());
        return Optional.of(plan);
    }

    /** @return the snapshot with the rows as they are now; empty when the plan was overtaken */
    private Optional<Snapshot> record(Snapshot snapshot, Plan plan, long epoch) {
        Wanted wanted = snapshot.wanted().orElse(null);
        if (wanted == null) {
            // only strangers, and nobody whose activity could tell of them
            return Optional.of(snapshot);
        }
        Ledger.Recorded recorded = ledger.record(new Ledger.Pass(
                epoch,
                wanted,
                plan.created(),
                plan.changed(),
                plan.status(),
                plan.rollout(),
                plan.hooks(),
                plan.notes(),
                plan.removes()));
        return switch (recorded) {
            case Ledger.Recorded.Outdated outdated -> Optional.empty();
            case Ledger.Recorded.Written written -> {
                Map<Long, PodRow> rows = new HashMap<>();
                snapshot.pods().forEach(pod -> rows.put(pod.id(), pod));
                plan.changed().forEach(pod -> rows.put(pod.id(), pod));
                written.created().forEach(pod -> rows.put(pod.id(), pod));
                yield Optional.of(snapshot.with(List.copyOf(rows.values())));
            }
        };
    }

    /** New rows have their names only now: the same planner says how they begin. */
    private List<Action.Effect> startsOfNew(Snapshot before, Snapshot after) {
        Set<String> old = new HashSet<>();
        before.pods().forEach(pod -> old.add(before.name(pod)));
        return Planner.plan(after).effects().stream()
                .filter(effect ->
                        effect instanceof Action.Pull || effect instanceof Action.Start && !old.contains(effect.name()))
                .toList();
    }

    private void act(Snapshot snapshot, List<Action.Effect> begin, long epoch) {
        if (begin.isEmpty()) {
            return;
        }
        Map<Long, PodRow> rows = new HashMap<>();
        Map<String, Long> pods = new HashMap<>();
        snapshot.pods().forEach(pod -> {
            rows.put(pod.id(), pod);
            pods.put(snapshot.name(pod), pod.id());
        });
        Effects.Context context = new Effects.Context(
                snapshot.deployment(),
                () -> lease.get().equals(OptionalLong.of(epoch)),
                new Making(snapshot.wanted(), rows, epoch),
                stop -> ledger.preStop(epoch, pods.get(stop.name())),
                reference -> logins.loginFor(snapshot.wanted().orElseThrow().project(), reference));
        begin.forEach(effect -> effects.begin(effect, context));
    }

    /** @param rows of pods, by id */
    private final class Making implements Effects.Making {
        private final Optional<Wanted> wanted;
        private final Map<Long, PodRow> rows;
        private final long epoch;
        private final Map<Where, String> exact = new ConcurrentHashMap<>();

        private record Where(long host, long revision) {}

        Making(Optional<Wanted> wanted, Map<Long, PodRow> rows, long epoch) {
            this.wanted = wanted;
            this.rows = rows;
            this.epoch = epoch;
        }

        @Override
        public String image(Action.Make make) {
            return switch (make) {
                case Action.Start start ->
                    wanted.orElseThrow().template(rows.get(start.pod())).image();
                case Action.RunHook run -> wanted.orElseThrow().template().image();
            };
        }

        @Override
        public String exact(Action.Make make, Supplier<String> question) {
            return exact.computeIfAbsent(new Where(make.host(), revision(make)), where -> question.get());
        }

        @Override
        public String pin(Action.Make make, String digest) {
            return ledger.pin(epoch, revision(make), digest);
        }

        @Override
        public ContainerSpec spec(Action.Make make, String image) {
            Wanted wish = wanted.orElseThrow();
            Map<String, String> environment = ledger.environment(wish, revision(make));
            return switch (make) {
                case Action.Start start ->
                    ContainerSpecs.of(cluster, wish, rows.get(start.pod()), image, environment, epoch);
                case Action.RunHook run -> {
                    HookRow hook = wish.hooks().stream()
                            .filter(each -> each.id() == run.hook())
                            .findFirst()
                            .orElseThrow();
                    yield ContainerSpecs.of(cluster, wish, hook, image, environment, epoch);
                }
            };
        }

        private long revision(Action.Make make) {
            return switch (make) {
                case Action.Start start -> rows.get(start.pod()).revision();
                case Action.RunHook run -> wanted.orElseThrow().revision();
            };
        }
    }

    private Set<String> known(Snapshot snapshot) {
        Set<String> names = new HashSet<>();
        snapshot.pods().stream()
                .filter(pod -> pod.phase() != PodPhase.ENDED)
                .forEach(pod -> names.add(snapshot.name(pod)));
        snapshot.wanted().ifPresent(wanted -> wanted.hooks().stream()
                .filter(hook -> !hook.state().over())
                .forEach(hook -> names.add(Names.hook(cluster, hook.id()))));
        snapshot.sights().values().stream()
                .flatMap(sight -> sight.ofDeployment(snapshot.deployment()).stream())
                .forEach(container -> names.add(container.name()));
        return names;
    }

    private static Set<Long> podsSeen(long deployment, Map<Long, Sight> sights) {
        Set<Long> seen = new HashSet<>();
        for (Sight sight : sights.values()) {
            for (ObservedContainer container : sight.ofDeployment(deployment)) {
                try {
                    seen.add(Long.valueOf(container.labels().getOrDefault(Labels.POD, "")));
                } catch (NumberFormatException e) {
                    // a hook, or a stranger: it will be treated as one
                }
            }
        }
        return seen;
    }
}
