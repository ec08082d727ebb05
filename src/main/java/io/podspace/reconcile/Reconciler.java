package io.podspace.reconcile;

import io.podspace.host.HostWatches;
import io.podspace.host.Names;
import io.podspace.host.RegistryLogin;
import io.podspace.pod.PodPhase;
import io.podspace.service.Traffic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One pass over one deployment: lease, observe, load what is wanted, plan, record the intent, act. Whoever edits it keeps
 * these: what is seen is read before the rows (see {@link Snapshots}); effects begin only after their
 * records are committed; a plan that could not be recorded is thrown away; nothing waits for an engine. Dying at any
 * point and starting again must end in the same state.
 */
final class Reconciler {
    private static final int TRIES = 3;
    private static final Duration AFTER_CONTENTION = Duration.ofMillis(100);

    /** Credentials for an image of a project. */
    interface Logins {
        Optional<RegistryLogin> loginFor(long project, String reference);
    }

    private final String cluster;
    private final Ledger ledger;
    private final HostWatches watches;
    private final Snapshots snapshots;
    private final Tallies tallies;
    private final Logins logins;
    private final Effects effects;
    private final Workbench workbench;
    private final Supplier<OptionalLong> lease;
    /** Two deployments must not give the same room away. */
    private final ReentrantLock placing = new ReentrantLock();

    Reconciler(
            String cluster,
            Ledger ledger,
            HostWatches watches,
            Snapshots.Proxies proxies,
            Traffic traffic,
            Logins logins,
            Effects effects,
            Workbench workbench,
            Supplier<OptionalLong> lease,
            Clock clock) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.watches = watches;
        this.tallies = new Tallies(traffic, ledger);
        this.snapshots = new Snapshots(cluster, ledger, watches, proxies, tallies, workbench, clock);
        this.logins = logins;
        this.effects = effects;
        this.workbench = workbench;
        this.lease = lease;
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
        Snapshot snapshot = snapshots.take(deployment, epoch);
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
                new RecordedRecipe(cluster, ledger, snapshot.wanted(), rows, epoch),
                stop -> ledger.preStop(epoch, pods.get(stop.name())),
                reference -> logins.loginFor(snapshot.wanted().orElseThrow().project(), reference));
        begin.forEach(effect -> effects.begin(effect, context));
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
}
