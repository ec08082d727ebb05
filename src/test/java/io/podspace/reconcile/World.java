package io.podspace.reconcile;

import static io.podspace.reconcile.Given.CLUSTER;
import static io.podspace.reconcile.Given.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Staging;
import io.podspace.deployment.Strategy;
import io.podspace.host.ContainerState;
import io.podspace.host.HostView;
import io.podspace.host.HostWatches;
import io.podspace.host.Names;
import io.podspace.host.ObservedContainer;
import io.podspace.pod.PodPhase;
import io.podspace.service.Traffic;
import io.podspace.simulation.Effect.Operation;
import io.podspace.simulation.SimulatedContainerDriver;
import io.podspace.simulation.SimulatedCrash;
import io.podspace.simulation.SimulatedImage;
import io.podspace.simulation.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * A whole platform in memory: engines, rows, a clock that stands still, proxies that do what the rows say at each look.
 * Everything runs on the test's thread, so that a scripted crash ends the process exactly there; {@link #restart} is the
 * next process.
 */
final class World {
    /** What is done to a pod only out of rotation. */
    private static final Set<Operation> ENDING = Set.of(Operation.STOP, Operation.EXEC);

    final TestClock clock = TestClock.start();
    final SimulatedContainerDriver engine = new SimulatedContainerDriver(clock, CLUSTER);
    final MemoryLedger ledger = new MemoryLedger();
    final List<HostView> hosts = new ArrayList<>();
    final SimulatedProxy proxy = new SimulatedProxy(ledger, engine, hosts);
    final ProxyCounter counter = new ProxyCounter(clock);
    /** Breaks of the rule that a stopped pod left rotation first. */
    final List<String> breaches = new ArrayList<>();

    Strategy strategy = Given.AT_ONCE;
    /** Nobody looks at the proxy's counters, though it answers. */
    boolean unlooked;
    /** An open rollout is no rest, even while only time has to pass. */
    boolean restless;

    private HostWatches watches;
    private Reconciler reconciler;
    /** Of the process. */
    private Traffic traffic;

    private long epoch;

    World(HostView... hosts) {
        this.hosts.addAll(List.of(hosts));
        engine.publish(Given.IMAGE, SimulatedImage.server("app"));
        this.hosts.forEach(host -> engine.ensureNetwork(host.ref(), Given.network()));
        restart();
    }

    /** A new process: nothing is remembered but rows and containers. */
    void restart() {
        engine.revive();
        ledger.crashBefore = Integer.MAX_VALUE;
        ledger.crashAfter = Integer.MAX_VALUE;
        newEpoch();
        watches = new HostWatches(engine, clock, (before, after) -> {});
        watches.set(hosts, false);
        traffic = new Traffic();
        Workbench workbench = new Workbench();
        Effects effects = new Effects(engine, watches, workbench, clock, effect -> this::run, deployment -> {});
        reconciler = new Reconciler(
                CLUSTER,
                ledger,
                watches,
                proxy,
                traffic,
                (project, reference) -> Optional.empty(),
                effects,
                workbench,
                () -> OptionalLong.of(epoch),
                clock);
    }

    /** The lease was lost and taken again, by the same process. */
    void newEpoch() {
        ledger.epoch++;
        epoch = ledger.epoch;
    }

    void want(int replicas) {
        Wanted now = ledger.deployments.get(DEPLOYMENT);
        want(
                replicas,
                now == null ? 1 : now.revisionNumber(),
                now == null ? Given.template(Given.IMAGE) : now.template());
    }

    void want(int replicas, int revision, PodTemplate template) {
        Wanted before = ledger.deployments.get(DEPLOYMENT);
        Wanted next = Given.wanted(replicas, revision, template, false).with(strategy);
        ledger.wish(before == null ? next : Given.carried(before, next));
    }

    /** A new revision, whose rollout can fail and go back. */
    void rollOut(int replicas, int revision, PodTemplate template) {
        int before = ledger.deployments.get(DEPLOYMENT).revisionNumber();
        want(replicas, revision, template);
        Wanted now = ledger.deployments.get(DEPLOYMENT);
        ledger.deployments.put(
                DEPLOYMENT,
                now.with(Optional.of(new RolloutRow(
                                revision,
                                Optional.of(before),
                                revision,
                                RolloutState.RUNNING,
                                "",
                                0,
                                clock.instant(),
                                clock.instant(),
                                Optional.empty(),
                                Optional.empty(),
                                strategy.sequence().isEmpty() ? Staging.NONE : Staging.BEGIN)))
                        .with(Given.hooks(strategy, revision)));
    }

    /** An operator changes what a host may be used for. */
    void becomes(HostView host) {
        hosts.replaceAll(each -> each.id() == host.id() ? host : each);
        watches.set(hosts, false);
    }

    /** What became of the hooks of the newest rollout, in their order. */
    List<HookRow> hooks() {
        return ledger.deployments.get(DEPLOYMENT).hooks();
    }

    /** How often the container of a hook was started. */
    int starts(HookRow hook) {
        return hosts.stream()
                .mapToInt(host -> engine.starts(host.id(), Names.hook(CLUSTER, hook.id())))
                .sum();
    }

    private void look() {
        if (!proxy.silent && !unlooked) {
            counter.look(traffic);
        }
    }

    /** What the user may do with the open rollout. */
    void turn(UnaryOperator<RolloutRow> wish) {
        Wanted now = ledger.deployments.get(DEPLOYMENT);
        ledger.wish(now.with(now.rollout().map(wish)));
    }

    void delete() {
        Wanted before = ledger.deployments.get(DEPLOYMENT);
        ledger.wish(Given.carried(
                before,
                Given.wanted(before.replicas(), before.revisionNumber(), before.template(), true)
                        .with(strategy)));
    }

    Optional<Duration> pass() {
        watches.refresh();
        proxy.follow();
        look();
        return reconciler.reconcile(DEPLOYMENT);
    }

    /** Passes, with time between them, until nothing changes any more; fails when that never comes. */
    void settle() {
        settle(Duration.ofSeconds(1), 300);
    }

    void settle(Duration step, int most) {
        for (int i = 0; i < most; i++) {
            String before = state();
            pass();
            pass();
            if (state().equals(before) && !open()) {
                clock.advance(step);
                pass();
                if (state().equals(before)) {
                    return;
                }
            }
            clock.advance(step);
        }
        throw new AssertionError("no rest after " + most + " passes: " + state());
    }

    private boolean open() {
        Wanted now = ledger.deployments.get(DEPLOYMENT);
        return restless && now != null && now.rollout().isPresent();
    }

    /** Passes until the process dies. @return false when it came to rest before */
    boolean settleOrDie() {
        try {
            settle();
            return false;
        } catch (SimulatedCrash e) {
            return true;
        }
    }

    /** Lets time go by, with a pass each second. */
    void live(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            clock.advance(Duration.ofSeconds(1));
            pass();
        }
    }

    /** Lets time go by until something is so; fails when it is not after so many seconds. */
    void liveUntil(BooleanSupplier so, int seconds) {
        for (int i = 0; i < seconds && !so.getAsBoolean(); i++) {
            live(Duration.ofSeconds(1));
        }
        if (!so.getAsBoolean()) {
            throw new AssertionError("not within " + seconds + " s: " + state());
        }
    }

    /** Pods of a revision answer so many requests while a process looks. */
    void answer(int revision, long all, long failed) {
        counter.answer(traffic, revision, all, failed);
    }

    /** The same before anybody looks again. */
    void answerUnseen(int revision, long all, long failed) {
        counter.answer(revision, all, failed);
    }

    /** Everything that counts, without times. */
    String state() {
        return new WorldState(ledger, containers(), proxy.inRotation).toString();
    }

    List<ObservedContainer> containers() {
        return hosts.stream()
                .flatMap(host -> engine.everything(host.id()).stream())
                .toList();
    }

    List<ObservedContainer> running() {
        return containers().stream()
                .filter(each -> each.state() == ContainerState.RUNNING)
                .toList();
    }

    DeploymentStatus status() {
        return ledger.deployments.get(DEPLOYMENT).status();
    }

    void isReadyWith(int pods) {
        assertThat(status()).isEqualTo(new DeploymentStatus(DeploymentStatus.State.READY, ""));
        assertThat(ledger.live()).hasSize(pods).allMatch(pod -> pod.phase() == PodPhase.READY);
        assertThat(running()).hasSize(pods);
        assertThat(containers()).hasSize(pods);
    }

    private void run(Runnable effect) {
        int before = engine.effects().size();
        try {
            effect.run();
        } finally {
            engine.effects().stream()
                    .skip(before)
                    .filter(done -> ENDING.contains(done.operation()))
                    .filter(done -> proxy.inRotation.stream()
                            .anyMatch(pod -> Names.pod(CLUSTER, pod).equals(done.object())))
                    .forEach(done -> breaches.add(done.object() + " was stopped in rotation"));
        }
    }
}
