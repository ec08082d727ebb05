package io.podspace.bench;

import io.podspace.haproxy.LiveRotation;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Samples who is in rotation, until it is closed. */
final class RotationWatch implements AutoCloseable {
    /** Kept only where something changed. @param at wall-clock nanoseconds */
    record Sample(long at, Set<String> addresses) {}

    final List<Sample> changes = new CopyOnWriteArrayList<>();
    private final LiveRotation rotation;
    private final Thread sampler;
    private volatile boolean going = true;
    private volatile IOException failure;
    private volatile long samples;

    /** @param rotation closed with it */
    RotationWatch(LiveRotation rotation, int everyMillis) throws IOException {
        this.rotation = rotation;
        sample();
        sampler = Thread.ofPlatform().daemon().start(() -> run(everyMillis));
    }

    private void run(int everyMillis) {
        while (going) {
            LockSupport.parkNanos(everyMillis * 1_000_000L);
            try {
                sample();
            } catch (IOException e) {
                failure = e;
                return;
            }
        }
    }

    private void sample() throws IOException {
        Set<String> now = rotation.addresses();
        samples++;
        if (changes.isEmpty() || !changes.getLast().addresses().equals(now)) {
            changes.add(new Sample(Arm.wallNanos(), now));
        }
    }

    /** When the first sample at or after a time was so. */
    OptionalLong first(long from, Predicate<Set<String>> state) {
        return changes.stream()
                .filter(sample -> sample.at() >= from && state.test(sample.addresses()))
                .mapToLong(Sample::at)
                .findFirst();
    }

    /** The fewest that were in rotation at once. */
    int fewest() {
        return changes.stream()
                .mapToInt(sample -> sample.addresses().size())
                .min()
                .orElse(0);
    }

    long samples() {
        return samples;
    }

    @Override
    public void close() throws Exception {
        going = false;
        sampler.join();
        rotation.close();
        if (failure != null) {
            throw failure;
        }
    }
}
