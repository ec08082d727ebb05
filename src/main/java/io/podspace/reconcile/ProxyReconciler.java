package io.podspace.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Brings balancers and routers to their wanted tables. */
@ApplicationScoped
class ProxyReconciler {

    /** The balancers of a project; its network is there. */
    Optional<Duration> reconcileProject(long project) {
        return Optional.empty();
    }

    /** All routers. */
    Optional<Duration> reconcileRouters() {
        return Optional.empty();
    }
}
