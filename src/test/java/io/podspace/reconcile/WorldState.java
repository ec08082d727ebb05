package io.podspace.reconcile;

import io.podspace.host.ObservedContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything of a {@link World} that counts, without times, as a text: two equal ones mean that nothing happened. */
record WorldState(MemoryLedger ledger, List<ObservedContainer> containers, Set<Long> inRotation) {
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        ledger.live()
                .forEach(pod -> parts.add(pod.id() + ":" + pod.slot() + ":" + pod.phase() + ":"
                        + pod.display().status() + ":" + pod.display().reason()));
        containers.forEach(each -> parts.add(each.name() + "=" + each.state()));
        Wanted wanted = ledger.deployments.get(Given.DEPLOYMENT);
        parts.add(
                wanted == null
                        ? "gone"
                        : wanted.status().state() + " " + wanted.status().message());
        if (wanted != null) {
            wanted.hooks().forEach(hook -> parts.add(hook.moment() + "=" + hook.state()));
            wanted.rollout().ifPresent(row -> parts.add(row.state() + " " + row.staging()));
        }
        parts.add("in " + inRotation);
        return String.join(" ", parts);
    }
}
