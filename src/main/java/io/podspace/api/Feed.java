package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Follows the objects of one kind in one project for all who watch them: one reading serves all. It reads when a change was
 * announced, and every second anyway, since announcements are hints.
 */
final class Feed {
    private static final int CHANGES_KEPT = 4000;
    private static final int MOST_WAITING = 10_000;
    private static final long SWEEP_MILLIS = 1000;
    private static final long PAUSE_MILLIS = 50;

    private final Supplier<List<ObjectNode>> objects;
    private final LongSupplier version;
    private final History history = new History(CHANGES_KEPT);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore hints = new Semaphore(0);
    private int holders;
    private boolean ended;

    /** Somebody who watches: takes changes out, and is cut off when too many wait. */
    static final class Listener {
        private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
        private final Set<String> held = new HashSet<>();
        private volatile boolean cut;

        Change next(long millis) throws InterruptedException {
            return waiting.poll(millis, TimeUnit.MILLISECONDS);
        }

        boolean cut() {
            return cut;
        }

        /** Uids of what whoever listens was told of already; kept up by whoever tells the changes on. */
        Set<String> held() {
            return held;
        }

        private void tell(Change change) {
            if (!waiting.offer(change)) {
                cut = true;
            }
        }
    }

    /** @param version the newest resource version, read before the objects are */
    Feed(Supplier<List<ObjectNode>> objects, LongSupplier version) {
        this.objects = objects;
        this.version = version;
    }

    /** Reads once, and tells what changed. */
    synchronized void read() {
        long now = version.getAsLong();
        for (Change change : history.see(objects.get(), now)) {
            listeners.forEach(listener -> listener.tell(change));
        }
    }

    /**
     * Begins to listen.
     *
     * @param from version from which on; negative: from now, with all that is there told as added
     * @param selector of what will be told on
     * @return empty when that version is too old
     */
    synchronized Optional<Listener> join(long from, Set<String> baseline, Predicate<JsonNode> selector) {
        Listener listener = new Listener();
        List<Change> missed = new ArrayList<>();
        if (from < 0) {
            history.objects()
                    .forEach(object -> missed.add(new Change(
                            Change.Type.ADDED,
                            object,
                            object.path("metadata").path("resourceVersion").asLong())));
        } else {
            Optional<List<Change>> since = history.since(from, baseline);
            if (since.isEmpty()) {
                return Optional.empty();
            }
            missed.addAll(since.get());
        }
        listener.held.addAll(history.held(missed, selector));
        missed.forEach(listener::tell);
        listeners.add(listener);
        return Optional.of(listener);
    }

    /** Keeps the feed reading until {@link #release}; false when it has ended already. */
    synchronized boolean hold() {
        holders += ended ? 0 : 1;
        return !ended;
    }

    synchronized void release() {
        holders--;
    }

    void leave(Listener listener) {
        listeners.remove(listener);
    }

    synchronized boolean held() {
        return holders > 0;
    }

    /** Ends it unless somebody holds it. */
    synchronized boolean end() {
        ended = holders == 0;
        return ended;
    }

    void hint() {
        hints.release();
    }

    /** Waits until there is a reason to read again, and no longer than a second. */
    void await() throws InterruptedException {
        if (hints.tryAcquire(SWEEP_MILLIS, TimeUnit.MILLISECONDS)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            hints.drainPermits();
        }
    }

    synchronized List<ObjectNode> objects() {
        return history.objects();
    }

    synchronized long seen() {
        return history.seen();
    }
}
