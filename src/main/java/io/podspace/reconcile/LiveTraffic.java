package io.podspace.reconcile;

import io.podspace.platform.Transactions;
import io.podspace.service.Course;
import io.podspace.service.Traffic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** What pods answered lately, on any node: the one that acts counts, the others read what it wrote down. Asks nobody. */
@ApplicationScoped
public class LiveTraffic {
    @Inject
    Traffic traffic;

    @Inject
    Lease lease;

    @Inject
    SqlLedger ledger;

    @Inject
    Transactions transactions;

    /**
     * By number of the revision.
     *
     * @param rollout row id of the deployment's newest
     */
    public Map<Integer, Course> of(long deployment, long rollout) {
        return lease.epoch().isPresent()
                ? traffic.of(deployment)
                : transactions.read(() -> ledger.tally(rollout).courses());
    }
}
