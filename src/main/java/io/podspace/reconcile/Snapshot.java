package io.podspace.reconcile;

import io.podspace.health.Judgement;
import io.podspace.health.Result;
import io.podspace.host.HostView;
import io.podspace.host.Names;
import io.podspace.host.ObservedContainer;
import io.podspace.host.Sight;
import io.podspace.placement.Usage;
import io.podspace.service.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a plan depends on, at one moment. Immutable. Efforts are taken before the sights, and the sights before the
 * rows: so what is seen has a row, unless it is a stranger, and what is not seen may just be too young.
 *
 * @param cluster part of every container name
 * @param wanted empty when there is no such deployment (any more)
 * @param pods attempts that have not ended, and ended ones whose container was seen
 * @param hosts all hosts, by row id
 * @param sights what was last seen, by host row id
 * @param full hosts whose disks have no space left, by row id
 * @param usage what is reserved on each host; empty: not read, so nothing can be placed
 * @param rotation how proxies treat each pod, by row id
 * @param answers while a rollout is judged: what its pods answered
 */
record Snapshot(
        Instant now,
        String cluster,
        long deployment,
        Optional<Wanted> wanted,
        List<PodRow> pods,
        Map<Long, HostView> hosts,
        Map<Long, Sight> sights,
        Set<Long> full,
        Optional<Map<Long, Usage>> usage,
        Map<Long, Rotation> rotation,
        Efforts efforts,
        Answers answers) {
    Snapshot {
        pods = List.copyOf(pods);
        hosts = Map.copyOf(hosts);
        sights = Map.copyOf(sights);
        full = Set.copyOf(full);
        usage = usage.map(Map::copyOf);
        rotation = Map.copyOf(rotation);
    }

    Snapshot with(Map<Long, Usage> reserved) {
        return new Snapshot(
                now,
                cluster,
                deployment,
                wanted,
                pods,
                hosts,
                sights,
                full,
                Optional.of(reserved),
                rotation,
                efforts,
                answers);
    }

    Snapshot with(List<PodRow> rows) {
        return new Snapshot(
                now, cluster, deployment, wanted, rows, hosts, sights, full, usage, rotation, efforts, answers);
    }

    String name(PodRow pod) {
        return Names.pod(cluster, pod.id());
    }

    /** Whether the pod's host answers; true for a pod that has none. */
    boolean reachable(PodRow pod) {
        return pod.host()
                .map(host -> sights.containsKey(host) && sights.get(host).reachable())
                .orElse(true);
    }

    Optional<ObservedContainer> container(PodRow pod) {
        return pod.host().map(sights::get).flatMap(sight -> sight.find(name(pod)));
    }

    Optional<Effort> effort(PodRow pod) {
        return efforts.on(name(pod));
    }

    /** What the engine says of the pod's checks that are commands. */
    List<Result> engineResults(PodRow pod) {
        return container(pod)
                .flatMap(seen -> wanted.map(
                        each -> EngineChecks.results(each.template(pod).checks(), seen)))
                .orElse(List.of());
    }

    /** What all who check the pod say. */
    Judgement judgement(PodRow pod) {
        return rotation(pod).judgement().and(Judgement.of(List.of(engineResults(pod))));
    }

    Rotation rotation(PodRow pod) {
        return rotation.getOrDefault(pod.id(), Rotation.UNSETTLED);
    }
}
