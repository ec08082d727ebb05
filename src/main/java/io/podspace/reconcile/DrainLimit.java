package io.podspace.reconcile;

import io.podspace.deployment.Strategy.Kind;
import java.time.Duration;
import java.util.Optional;

/** The question: how long may the requests and open connections of a pod that leaves hold up its stop? Pure. */
final class DrainLimit {
    /**
     * Of a pod that leaves since a check of it failed: it will hardly answer them, and the sooner it is gone, the sooner
     * proxies ask another one.
     */
    static final Duration WHEN_FAILING = Duration.ofSeconds(2);

    private DrainLimit() {}

    static Duration of(Wanted wanted, PodRow pod) {
        int most = wanted.strategy().drainSeconds();
        Optional<Removal> removal = wanted.removal(pod);
        if (removal.isPresent()) {
            // whoever deletes a pod with little grace does not want to wait for its requests longer than that
            return Duration.ofSeconds(
                    Math.min(most, removal.get().graceSeconds().orElse(most)));
        }
        if (!pod.ending().reason().isEmpty()) {
            return most < WHEN_FAILING.toSeconds() ? Duration.ofSeconds(most) : WHEN_FAILING;
        }
        // nobody is served until the last of them has ended
        boolean awaited = wanted.strategy().kind() == Kind.RECREATE && pod.revision() != wanted.revision();
        return Duration.ofSeconds(awaited ? Math.min(most, wanted.graceSeconds(pod)) : most);
    }
}
