package io.podspace.schedule;

import io.podspace.host.HostKeeper;
import io.podspace.pod.RelaySweep;
import io.podspace.reconcile.Cleaner;
import io.podspace.reconcile.Lease;
import io.podspace.reconcile.LiveResults;
import io.podspace.reconcile.Sweep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** All ticks of the platform. */
@ApplicationScoped
class Tasks {
    @Inject
    Lease lease;

    @Inject
    Sweep sweep;

    @Inject
    HostKeeper hosts;

    @Inject
    Cleaner cleaner;

    @Inject
    LiveResults results;

    @Inject
    RelaySweep relays;

    List<Task> all() {
        return List.of(
                new Task("sweep", 10, sweep::run),
                new Task("hosts", 5, this::hosts),
                new Task("results of checks", 5, results::run),
                new Task("relays", 30, this::relays),
                new Task("clean-up", 60, cleaner::run));
    }

    private void relays() {
        if (lease.epoch().isPresent()) {
            relays.run();
        }
    }

    private void hosts() {
        if (lease.epoch().isPresent()) {
            hosts.keep();
        }
    }
}
