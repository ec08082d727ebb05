package io.podspace.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Brings a project's network to what is wanted, on every host. */
@ApplicationScoped
class ProjectReconciler {

    /** @return when to look again even if no signal comes */
    Optional<Duration> reconcile(long project) {
        return Optional.empty();
    }
}
