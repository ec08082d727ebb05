package io.podspace.reconcile;

import io.podspace.platform.Changed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/** Turns committed changes into work. A signal may be lost: {@link Sweep} finds what it was about. */
@ApplicationScoped
class Signals {
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
            case PROJECT, POD, SERVICE, ROUTE -> {
                queue.offer(new Work.OfProject(change.project()));
                queue.offer(new Work.OfRouters());
            }
            case HOST -> sweep.requested();
            case ACCOUNT -> {
                // accounts own nothing that runs
            }
        }
    }
}
