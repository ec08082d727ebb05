package io.podspace.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The images that hosts can pull, and the gates before those of which the pull is slow. */
final class SimulatedRegistry {
    private final Map<String, SimulatedImage> images = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    /** A reference without tag or digest means {@code latest}. */
    static String tagged(String reference) {
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        return last.contains(":") || last.contains("@") ? reference : reference + ":latest";
    }

    /** By tag, or by the digest of what was under a tag last. */
    static Optional<SimulatedImage> in(Map<String, SimulatedImage> images, String reference) {
        return Optional.ofNullable(images.get(tagged(reference))).or(() -> images.values().stream()
                .filter(image -> image.facts().digest().equals(Optional.of(reference)))
                .findFirst());
    }

    void publish(String reference, SimulatedImage image) {
        images.put(tagged(reference), image);
    }

    Optional<SimulatedImage> find(String reference) {
        return in(images, reference);
    }

    void open(String reference) {
        gate(reference).countDown();
    }

    void await(String reference) {
        try {
            if (!gate(reference).await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The test never finished the pull of " + reference);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private CountDownLatch gate(String reference) {
        return gates.computeIfAbsent(tagged(reference), key -> new CountDownLatch(1));
    }
}
