package io.podspace.docker;

import io.podspace.host.PullProgress;
import java.util.HashMap;
import java.util.Map;

/** Adds up a pull's progress over its layers. A layer's bytes never go back; once complete, all of it counts as done. */
final class PullTally {
    private record Layer(long done, long total) {}

    private final Map<String, Layer> layers = new HashMap<>();

    /**
     * @param layer its short id; null for texts about the whole image
     * @param status the engine's words
     * @param current bytes of the present step, null when it has none
     * @param total bytes of the present step, null when unknown
     */
    PullProgress add(String layer, String status, Long current, Long total) {
        if (layer != null) {
            layers.merge(layer, step(status, current, total), PullTally::later);
        }
        long done = layers.values().stream().mapToLong(Layer::done).sum();
        long all = layers.values().stream().mapToLong(Layer::total).sum();
        return new PullProgress(status, done, all);
    }

    private static Layer step(String status, Long current, Long total) {
        // Extracting counts the same bytes a second time: only the download is added up.
        boolean downloading = "Downloading".equals(status);
        boolean complete = "Pull complete".equals(status) || "Download complete".equals(status);
        if (complete) {
            return new Layer(Long.MAX_VALUE, 0);
        }
        return downloading ? new Layer(current == null ? 0 : current, total == null ? 0 : total) : new Layer(0, 0);
    }

    private static Layer later(Layer before, Layer now) {
        long total = Math.max(before.total(), now.total());
        long done = Math.max(before.done(), now.done());
        return new Layer(total == 0 ? (done == Long.MAX_VALUE ? 0 : done) : Math.min(done, total), total);
    }
}
