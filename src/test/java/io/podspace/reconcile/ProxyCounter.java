package io.podspace.reconcile;

import static io.podspace.reconcile.Given.DEPLOYMENT;
import static io.podspace.reconcile.Given.PROJECT;

import io.podspace.health.Checks;
import io.podspace.service.ProxyState;
import io.podspace.service.Responses;
import io.podspace.service.Routed;
import io.podspace.service.RoutedPod;
import io.podspace.service.Traffic;
import io.podspace.simulation.TestClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the one proxy of a {@link World} has counted since it runs; no process of ours has a part in it. */
final class ProxyCounter {
    /** By number of the revision. */
    private final Map<Integer, Responses> counted = new HashMap<>();

    private final TestClock clock;

    ProxyCounter(TestClock clock) {
        this.clock = clock;
    }

    /** Pods of a revision answer so many requests while a process looks, before and after. */
    void answer(Traffic looking, int revision, long all, long failed) {
        counted.putIfAbsent(revision, Responses.NONE);
        look(looking);
        answer(revision, all, failed);
        look(looking);
    }

    void answer(int revision, long all, long failed) {
        counted.merge(revision, new Responses(all, failed), Responses::plus);
    }

    /** What the watch of proxies does: the responses of a revision, as those of one pod that stands for all. */
    void look(Traffic traffic) {
        List<ProxyState.Count> counts = counted.entrySet().stream()
                .map(each -> new ProxyState.Count("b", each.getKey(), each.getValue()))
                .toList();
        Map<Long, RoutedPod> pods = new HashMap<>();
        counted.keySet().forEach(revision -> pods.put((long) revision, pod(revision)));
        traffic.seen("proxy", new ProxyState.Seen(List.of(), Map.of(), counts, 0, clock.instant()), pods);
    }

    private static RoutedPod pod(int revision) {
        return Routed.pod(
                revision,
                DEPLOYMENT,
                PROJECT,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Checks.NONE,
                revision,
                Optional.empty());
    }
}
