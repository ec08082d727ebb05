package io.podspace.reconcile;

import static io.podspace.reconcile.Given.CLUSTER;
import static io.podspace.reconcile.Given.DEPLOYMENT;
import static io.podspace.reconcile.Given.PROJECT;

import io.podspace.health.Checks;
import io.podspace.health.Judgement;
import io.podspace.host.ContainerState;
import io.podspace.host.HostView;
import io.podspace.host.Names;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.service.Rotation;
import io.podspace.service.Routed;
import io.podspace.service.RoutedPod;
import io.podspace.service.Split;
import io.podspace.simulation.SimulatedContainerDriver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one proxy of a {@link World}, with the routing passes: it does what the rows say at each look. */
final class SimulatedProxy implements Snapshots.Proxies {
    private final MemoryLedger ledger;
    private final SimulatedContainerDriver engine;
    private final List<HostView> hosts;
    /** Pods whose check fails. */
    final Set<Long> sick = new HashSet<>();
    /** Pods whose liveness check fails. */
    final Set<Long> stuck = new HashSet<>();
    /** Requests under way, by pod. */
    final Map<Long, Integer> sessions = new HashMap<>();
    /** Pods that the one proxy sends requests to. */
    final Set<Long> inRotation = new HashSet<>();

    boolean exposed;
    boolean silent;
    /** No routing pass of this process has run yet. */
    boolean unsettled;

    private long sickRevision;

    SimulatedProxy(MemoryLedger ledger, SimulatedContainerDriver engine, List<HostView> hosts) {
        this.ledger = ledger;
        this.engine = engine;
        this.hosts = hosts;
    }

    /** What HAProxy and the routing passes do: serve what is READY and passes its check, drain what leaves. */
    void follow() {
        if (silent) {
            return;
        }
        inRotation.clear();
        if (exposed) {
            routed().stream()
                    .filter(pod -> pod.wish().filter(Wish::serves).isPresent() && healthy(pod.id()))
                    .forEach(pod -> inRotation.add(pod.id()));
        }
    }

    /** Percent of the requests that pods of a revision get, as routing splits them among those in rotation. */
    double share(int revision) {
        follow();
        List<RoutedPod> pods = routed();
        Split split = new Split(pods);
        double all = 0;
        double mine = 0;
        for (RoutedPod pod : pods) {
            double part = inRotation.contains(pod.id()) ? split.part(pod) : 0;
            all += part;
            mine += ledger.pods.get(pod.id()).revision() == revision ? part : 0;
        }
        return all == 0 ? 0 : 100 * mine / all;
    }

    private List<RoutedPod> routed() {
        Optional<RolloutRow> rollout =
                Optional.ofNullable(ledger.deployments.get(DEPLOYMENT)).flatMap(Wanted::rollout);
        boolean split = rollout.flatMap(row -> row.staging().weight()).isPresent();
        return ledger.live().stream()
                .map(pod -> Routed.pod(
                        pod.id(),
                        DEPLOYMENT,
                        PROJECT,
                        Map.of(),
                        pod.address(),
                        RoutingRows.wish(pod.phase(), "", !split),
                        Checks.NONE,
                        (int) pod.revision(),
                        rollout.flatMap(row -> row.staging()
                                .weight()
                                .map(weight -> pod.revision() == row.to()
                                        ? new RoutedPod.Side(true, weight)
                                        : new RoutedPod.Side(false, 100 - weight)))))
                .toList();
    }

    @Override
    public Set<String> holding(long pod) {
        return exposed ? Set.of("proxy") : Set.of();
    }

    @Override
    public Rotation rotation(long project, long pod) {
        if (unsettled) {
            return Rotation.UNSETTLED;
        }
        if (!exposed) {
            return Rotation.UNEXPOSED;
        }
        int in = inRotation.contains(pod) ? 1 : 0;
        int busy = sessions.getOrDefault(pod, 0);
        return silent
                ? new Rotation(true, 1, 1, 0, 0, in, busy)
                : new Rotation(true, 1, 0, 1, healthy(pod) ? 1 : 0, in, busy, judgement(pod), Optional.empty());
    }

    private Judgement judgement(long pod) {
        return stuck.contains(pod)
                ? new Judgement(Optional.of("failed its liveness check (HTTP 500)"), Optional.empty())
                : Judgement.NONE;
    }

    /** The check of every pod of that revision fails. */
    void sickFrom(int revision) {
        sickRevision = revision;
    }

    private boolean healthy(long pod) {
        return !sick.contains(pod)
                && ledger.pods.get(pod).revision() != sickRevision
                && hosts.stream()
                        .flatMap(host -> engine.everything(host.id()).stream())
                        .anyMatch(each -> each.state() == ContainerState.RUNNING
                                && each.name().equals(Names.pod(CLUSTER, pod)));
    }
}
