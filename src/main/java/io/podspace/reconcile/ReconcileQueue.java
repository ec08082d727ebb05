package io.podspace.reconcile;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The work that waits. Any number of signals for one key before its turn are one piece of work; a signal during its turn
 * gives one more turn. One key is never worked on twice at a time, and rests after a turn for a multiple of what it took, so
 * that on a busy machine many signals become one turn; different keys run side by side on virtual threads, up to a limit.
 * Signals before {@link #start} wait for it. Safe for use by several threads; offering never blocks.
 */
public final class ReconcileQueue {
    private static final Logger LOG = System.getLogger(ReconcileQueue.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int RESTS_PER_TURN = 3;
    private static final long LONGEST_REST_NANOS = Duration.ofMillis(250).toNanos();

    private record Later(long dueNanos, ScheduledFuture<?> timer) {}

    private final int limit;
    private final Set<Work> waiting = new LinkedHashSet<>();
    private final Set<Work> running = new LinkedHashSet<>();
    private final Set<Work> resting = new HashSet<>();
    private final Set<Work> again = new LinkedHashSet<>();
    private final Map<Work, Later> later = new HashMap<>();
    private final Map<Work, Integer> failures = new HashMap<>();
    private ScheduledExecutorService timers;
    private ClassLoader loader;
    private WorkHandler handler;

    /** @param limit how many keys are worked on at the same time, at least 1 */
    ReconcileQueue(int limit) {
        this.limit = limit;
    }

    /** Asks for a turn as soon as possible. */
    public synchronized void offer(Work work) {
        if (running.contains(work) || resting.contains(work)) {
            again.add(work);
        } else {
            waiting.add(work);
            dispatch();
        }
    }

    /** Asks for a turn after the delay, unless an earlier one comes anyway: every turn looks at everything. */
    public synchronized void offer(Work work, Duration delay) {
        if (timers == null) {
            offer(work);
            return;
        }
        long due = System.nanoTime() + delay.toNanos();
        Later planned = later.get(work);
        if (planned != null && planned.dueNanos() - due <= 0) {
            return;
        }
        cancel(work);
        later.put(
                work,
                new Later(due, timers.schedule(() -> wake(work), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS)));
    }

    /** Begins to hand out work. */
    synchronized void start(WorkHandler worker) {
        handler = worker;
        loader = Thread.currentThread().getContextClassLoader();
        timers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("reconcile-timer").factory());
        dispatch();
    }

    /**
     * Hands out no more work and waits for what is under way.
     *
     * @return false when some of it was still running after the limit
     */
    synchronized boolean stop(Duration limit) {
        handler = null;
        if (timers != null) {
            timers.shutdownNow();
            timers = null;
        }
        later.clear();
        resting.clear();
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        while (!running.isEmpty() && end - System.nanoTime() > 0 && !interrupted) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return running.isEmpty();
    }

    private synchronized void wake(Work work) {
        later.remove(work);
        offer(work);
    }

    private void dispatch() {
        while (handler != null && running.size() < limit && !waiting.isEmpty()) {
            Work next = waiting.iterator().next();
            waiting.remove(next);
            running.add(next);
            cancel(next);
            WorkHandler worker = handler;
            Thread.ofVirtual()
                    .name("reconcile " + next)
                    .inheritInheritableThreadLocals(false)
                    .start(() -> work(worker, next));
        }
    }

    private void work(WorkHandler worker, Work work) {
        Thread.currentThread().setContextClassLoader(loader);
        Optional<Duration> next = Optional.empty();
        long began = System.nanoTime();
        try {
            next = worker.handle(work);
            succeeded(work);
        } catch (RuntimeException e) {
            next = Optional.of(failed(work, e));
        } finally {
            done(work, next, System.nanoTime() - began);
        }
    }

    private synchronized void done(Work work, Optional<Duration> next, long tookNanos) {
        running.remove(work);
        if (timers == null) {
            if (again.remove(work)) {
                waiting.add(work);
            }
        } else {
            resting.add(work);
            timers.schedule(
                    () -> rested(work), Math.min(RESTS_PER_TURN * tookNanos, LONGEST_REST_NANOS), TimeUnit.NANOSECONDS);
            next.ifPresent(delay -> offer(work, delay));
        }
        dispatch();
        notifyAll();
    }

    private synchronized void rested(Work work) {
        if (resting.remove(work) && again.remove(work)) {
            offer(work);
        }
    }

    private synchronized void succeeded(Work work) {
        failures.remove(work);
    }

    private Duration failed(Work work, RuntimeException error) {
        int times;
        synchronized (this) {
            times = failures.merge(work, 1, Integer::sum);
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 6));
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        LOG.log(
                Level.WARNING,
                "%s failed for the %d. time; next turn in %d s".formatted(work, times, pause.toSeconds()),
                error);
        return pause;
    }

    private void cancel(Work work) {
        Later planned = later.remove(work);
        if (planned != null) {
            planned.timer().cancel(false);
        }
    }
}
