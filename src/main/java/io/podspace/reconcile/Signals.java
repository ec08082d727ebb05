package io.podspace.reconcile;

import io.podspace.platform.Changed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;

/** Turns committed changes into work. A signal may be lost: {@link Sweep} finds what it was about. */
@ApplicationScoped
class Signals {
    /** Pods often change in groups; one table tells proxies of all of them. */
    private static final Duration PODS_TOGETHER = Duration.ofMillis(40);

    @Inject
    ReconcileQueue queue;

    @Inject
    Sweep sweep;

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed change) {
        switch (change.topic()) {
            case DEPLOYMENT -> {
                if (change.id() > 0) {
                    queue.offer(new Work.OfDeployment(change.id()));
                } else {
                    sweep.requested();
                }
            }
            case PROJECT, SERVICE, ROUTE -> {
                queue.offer(new Work.OfProject(change.project()));
                queue.offer(new Work.OfRouters());
            }
            case POD -> {
                queue.offer(new Work.OfProject(change.project()), PODS_TOGETHER);
                queue.offer(new Work.OfRouters(), PODS_TOGETHER);
            }
            case HOST -> sweep.requested();
            // pods that run keep their variables, some may wait for these
            case CONFIG_MAP, SECRET -> queue.offer(new Work.OfVariables(change.project()));
            case AUTOSCALER, ACCOUNT -> {
                // accounts own nothing that runs, and nothing acts on autoscalers yet
            }
        }
    }
}
