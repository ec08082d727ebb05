package io.podspace.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * This node's hold on the right to act. Renewed every 3 s, good for 10 s; counted from before the renewal was sent, on
 * the monotonic clock, less a second, so that a node that was frozen stops by itself. Every write of the control plane
 * checks the epoch again in its own transaction: this class saves work, the database decides.
 */
@ApplicationScoped
public class Lease {
    private static final Logger LOG = System.getLogger(Lease.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(3);
    private static final Duration TRUST = Duration.ofSeconds(LeaseTable.SECONDS - 1);

    private record Grant(long epoch, long untilNanos) {}

    private final String holder = UUID.randomUUID().toString();
    private volatile Grant grant;
    private ScheduledExecutorService timer;

    @Inject
    LeaseTable table;

    /** The epoch under which this node may act now; empty: it may not. */
    public OptionalLong epoch() {
        Grant now = grant;
        return now != null && now.untilNanos() - System.nanoTime() > 0
                ? OptionalLong.of(now.epoch())
                : OptionalLong.empty();
    }

    /** Tries to get the lease and then keeps it, until {@link #stop}. {@code gained} runs after each take-over. */
    synchronized void start(Runnable gained) {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("lease").factory());
        timer.scheduleWithFixedDelay(() -> keep(gained), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized void stop() {
        timer.shutdownNow();
        Grant last = grant;
        grant = null;
        if (last != null) {
            try {
                table.release(holder, last.epoch());
            } catch (SQLException e) {
                LOG.log(Level.INFO, "The lease was not given back; it runs out by itself.", e);
            }
        }
    }

    private void keep(Runnable gained) {
        long asked = System.nanoTime();
        Grant last = grant;
        try {
            if (last != null && table.renew(holder, last.epoch())) {
                grant = new Grant(last.epoch(), asked + TRUST.toNanos());
                return;
            }
            grant = null;
            OptionalLong epoch = table.take(holder);
            if (epoch.isPresent()) {
                grant = new Grant(epoch.getAsLong(), asked + TRUST.toNanos());
                LOG.log(Level.INFO, "This node acts now, in epoch {0}.", epoch.getAsLong());
                gained.run();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "The lease could not be renewed; this node stops acting when it runs out.", e);
        }
    }
}
