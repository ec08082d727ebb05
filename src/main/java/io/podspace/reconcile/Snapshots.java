package io.podspace.reconcile;

import io.podspace.host.HostWatches;
import io.podspace.host.Labels;
import io.podspace.host.ObservedContainer;
import io.podspace.host.Sight;
import io.podspace.pod.PodPhase;
import io.podspace.service.Rotation;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes snapshots for passes over deployments: observes, then loads what is wanted. What is seen is read before the rows,
 * else an unseen container looks missing.
 */
final class Snapshots {
    /** What proxies say of a pod. */
    interface Proxies {
        Rotation rotation(long project, long pod);

        /** Names of those that send it requests, or were told to. */
        Set<String> holding(long pod);
    }

    private final String cluster;
    private final Ledger ledger;
    private final HostWatches watches;
    private final Proxies proxies;
    private final Tallies tallies;
    private final Workbench workbench;
    private final Clock clock;

    Snapshots(
            String cluster,
            Ledger ledger,
            HostWatches watches,
            Proxies proxies,
            Tallies tallies,
            Workbench workbench,
            Clock clock) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.watches = watches;
        this.proxies = proxies;
        this.tallies = tallies;
        this.workbench = workbench;
        this.clock = clock;
    }

    Snapshot take(long deployment, long epoch) {
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
