package io.podspace.host;

import io.podspace.host.Observation.Seen;
import io.podspace.platform.PodSpaceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Follows one host. Events only wake it; what it knows comes from listings, one at least every five seconds, and under a
 * storm of events no more than the engine can bear. Planning reads the last {@link #sight} and calls no engine.
 */
public final class HostWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HostWatch.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration PERIOD_WHEN_SILENT = Duration.ofSeconds(3);
    private static final long SHORTEST_GAP_NANOS = Duration.ofMillis(80).toNanos();
    private static final long LONGEST_GAP_NANOS = Duration.ofMillis(500).toNanos();
    /** A pause is so many times the listing before it, so that a slow engine is not asked all the time. */
    private static final int GAP_PER_LISTING = 5;

    private final HostRef host;
    private final ContainerDriver driver;
    private final HostListener listener;
    private final AtomicLong listings = new AtomicLong();
    private final Semaphore wakes = new Semaphore(0);
    private final Object listing = new Object();
    private volatile Sight sight;
    private volatile boolean closed;
    private Thread thread;

    public HostWatch(HostRef host, ContainerDriver driver, Clock clock, HostListener listener) {
        this.host = host;
        this.driver = driver;
        this.listener = listener;
        this.sight = new Sight(
                host,
                0,
                new Observation.Unreachable(clock.instant(), "It has not been looked at yet."),
                Optional.empty());
    }

    public HostRef host() {
        return host;
    }

    /** The newest sight. Before the first listing the host is silent. */
    public Sight sight() {
        return sight;
    }

    /** How many listings have been begun; see {@link Sight#startedAfter}. */
    public long listings() {
        return listings.get();
    }

    /** Asks for a listing soon. */
    public void wake() {
        wakes.release();
    }

    /** Begins to follow, on a thread of its own. */
    public synchronized void start() {
        thread = Thread.ofVirtual().name("watch " + host.name()).start(this::follow);
    }

    /** Lists now, on the calling thread. */
    public Sight refresh() {
        synchronized (listing) {
            Sight last = sight;
            long number = listings.incrementAndGet();
            Observation seen = observe(last);
            Optional<Seen> before = last.now() instanceof Seen answered ? Optional.of(answered) : Optional.empty();
            sight = new Sight(host, number, seen, before);
            listener.listed(last, sight);
            return sight;
        }
    }

    /**
     * Looks at one container now, on the calling thread, so that what was just started need not wait for the next listing. What
     * it cannot see the next listing does.
     *
     * @param container id or name
     */
    public void look(String container) {
        synchronized (listing) { // else a listing that was begun before could be corrected by something older
            try {
                driver.inspect(host, container).ifPresent(seen -> {
                    Sight last = sight;
                    sight = last.corrected(seen);
                    listener.listed(last, sight);
                });
            } catch (PodSpaceException e) {
                LOG.log(
                        Level.DEBUG,
                        "Container " + container + " could not be looked at; the next listing shows it.",
                        e);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        wakes.release();
        if (thread != null) {
            thread.interrupt();
        }
    }

    private Observation observe(Sight last) {
        Observation observation = driver.observe(host);
        if (observation instanceof Observation.Unreachable silent
                && last.number() > 0
                && last.now() instanceof Observation.Unreachable already) {
            return new Observation.Unreachable(already.since(), silent.why(), silent.otherEngine());
        }
        return observation;
    }

    private void follow() {
        try (AutoCloseable events = driver.follow(host, this::heard)) {
            while (!closed) {
                long begun = System.nanoTime();
                wakes.drainPermits();
                Sight latest = list();
                long taken = System.nanoTime() - begun;
                TimeUnit.NANOSECONDS.sleep(Math.clamp(taken * GAP_PER_LISTING, SHORTEST_GAP_NANOS, LONGEST_GAP_NANOS));
                Duration period = latest.reachable() ? PERIOD : PERIOD_WHEN_SILENT;
                wakes.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "The watch of host {0} ends.", host.name());
        } catch (Exception e) {
            LOG.log(Level.ERROR, "The watch of host " + host.name() + " could not follow its events.", e);
        }
    }

    private void heard(HostEvent event) {
        if (event.action().equals(HostEvent.DIE)) {
            sight.withId(event.container()).ifPresent(listener::ended);
        }
        wake();
    }

    private Sight list() {
        try {
            return refresh();
        } catch (PodSpaceException e) {
            LOG.log(Level.WARNING, "Listing host " + host.name() + " failed; its last state is kept.", e);
            return sight;
        }
    }
}
