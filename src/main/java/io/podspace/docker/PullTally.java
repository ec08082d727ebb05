package io.podspace.docker;

import io.podspace.host.PullProgress;
import java.util.HashMap;
import java.util.Map;

/** Adds up a pull's progress over its layers. A layer's bytes never go back; once complete, all of it counts as done. */
final class PullTally {
    private record Layer(long done, long total) {}

    private static final Layer NONE = new Layer(0, 0);

    private final Map<String, Layer> layers = new HashMap<>();

    /**
     * @param layer its short id; null for texts about the whole image
     * @param status the engine's words
     * @param current bytes of the present step, null when it has none
     * @param total bytes of the present step, null when unknown
     */
    PullProgress add(String layer, String status, Long current, Long total) {
        if (layer != null) {
            layers.merge(layer, step(layer, status, current, total), PullTally::later);
        }
        long done = layers.values().stream().mapToLong(Layer::done).sum();
        long all = layers.values().stream().mapToLong(Layer::total).sum();
        return new PullProgress(status, done, all);
    }

    private Layer step(String layer, String status, Long current, Long total) {
        return switch (status) {
            case "Downloading" -> {
                long done = current == null ? 0 : current;
                yield new Layer(done, Math.max(done, total == null ? 0 : total));
            }
            case "Download complete", "Pull complete" -> {
                long all = layers.getOrDefault(layer, NONE).total();
                yield new Layer(all, all);
            }
            // Extracting counts the same bytes a second time: only the download is added up.
            default -> NONE;
        };
    }

    private static Layer later(Layer before, Layer now) {
        return new Layer(Math.max(before.done(), now.done()), Math.max(before.total(), now.total()));
    }
}
