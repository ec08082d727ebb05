package io.podspace.reconcile;

import io.podspace.host.HostView;
import io.podspace.placement.Candidate;
import io.podspace.placement.Placement;
import io.podspace.placement.Request;
import io.podspace.placement.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hosts as one plan fills them: each pod that it places is counted for the next. */
final class Room {
    private final List<Candidate> candidates = new ArrayList<>();

    Room(Snapshot snapshot, Map<Long, Usage> usage) {
        for (HostView host : snapshot.hosts().values()) {
            boolean reachable = snapshot.sights().containsKey(host.id())
                    && snapshot.sights().get(host.id()).reachable();
            int siblings = (int) snapshot.pods().stream()
                    .filter(PodRow::active)
                    .filter(pod -> pod.host().filter(id -> id == host.id()).isPresent())
                    .count();
            candidates.add(new Candidate(
                    host.id(),
                    host.name(),
                    host.state(),
                    reachable,
                    snapshot.full().contains(host.id()),
                    host.capacity(),
                    usage.getOrDefault(host.id(), Usage.NONE),
                    siblings));
        }
    }

    /** Finds a place and takes it. */
    Placement take(Request request) {
        Placement placement = Placement.of(request, candidates);
        if (placement instanceof Placement.On on) {
            candidates.replaceAll(each -> each.host() == on.host() ? each.taking(request) : each);
        }
        return placement;
    }
}
