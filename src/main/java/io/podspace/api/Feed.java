package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    private static final int TRIES = 3;

    private final Supplier<List<ObjectNode>> objects;
    private final Numbers numbers;
    private final History history = new History(CHANGES_KEPT);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore hints = new Semaphore(0);
    private int holders;
    private boolean ended;

    /** Somebody who watches: takes changes out, and is cut off when too many wait. */
    static final class Listener {
        private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
        /** Uids of what was told already. */
        private final Set<String> held;

        private volatile boolean cut;

        private Listener(Set<String> held) {
            this.held = new HashSet<>(held);
        }

        Change next(long millis) throws InterruptedException {
            return waiting.poll(millis, TimeUnit.MILLISECONDS);
        }

        boolean cut() {
            return cut;
        }

        /**
         * As what a change is told to somebody who only wants to hear of some objects; one thread tells.
         *
         * @return empty when it is none of theirs
         */
        Optional<Change.Type> toldAs(Change change, Predicate<JsonNode> selector) {
            if (change.type() != Change.Type.DELETED && selector.test(change.object())) {
                return Optional.of(held.add(change.uid()) ? Change.Type.ADDED : Change.Type.MODIFIED);
            }
            return held.remove(change.uid()) ? Optional.of(Change.Type.DELETED) : Optional.empty();
        }

        private void tell(Change change) {
            if (!waiting.offer(change)) {
                cut = true;
            }
        }
    }

    /**
     * Resource versions of the platform.
     *
     * @param newest whatever is read after this call is at least that new
     * @param next takes one that nobody was ever given
     */
    record Numbers(LongSupplier newest, LongSupplier next) {}

    Feed(Supplier<List<ObjectNode>> objects, Numbers numbers) {
        this.objects = objects;
        this.numbers = numbers;
    }

    /** Reads once, and tells what changed. */
    synchronized void read() {
        long version = numbers.newest().getAsLong();
        List<ObjectNode> state = objects.get();
        if (!history.begun()) {
            history.begin(state, numbers.next().getAsLong());
            return;
        }
        List<Change> found = history.compare(state);
        for (int i = 1; i < TRIES && wantsNumber(found, version); i++) {
            version = numbers.next().getAsLong();
            state = objects.get();
            found = history.compare(state);
        }
        if (found.isEmpty()) {
            history.stay(version);
        } else {
            tell(history.go(state, found, version, numbers.next().getAsLong()));
        }
    }

    /** An object is shown with a number that is not newer than what is read after it, so one is taken and all read again. */
    private static boolean wantsNumber(List<Change> found, long version) {
        return found.stream().anyMatch(change -> change.wantsNumber(version));
    }

    private void tell(List<Change> changes) {
        changes.forEach(change -> listeners.forEach(listener -> listener.tell(change)));
    }

    /**
     * Begins to listen.
     *
     * @param from version from which on; negative: from now, with all that is there told as added
     * @param shown see {@link History#since}
     * @param selector of what will be told on
     * @return empty when that version is too old
     */
    synchronized Optional<Listener> join(long from, Map<String, Integer> shown, Predicate<JsonNode> selector) {
        Optional<Missed> missed = from < 0
                ? Optional.of(
                        new Missed(history.objects().stream().map(Change::added).toList(), Set.of()))
                : history.since(from, shown, selector);
        return missed.map(since -> {
            Listener listener = new Listener(since.held());
            since.changes().forEach(listener::tell);
            listeners.add(listener);
            return listener;
        });
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

    synchronized long seen() {
        return history.seen();
    }
}
