package io.podspace.reconcile;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that this process is doing at the time of a snapshot.
 *
 * @param containers by container name
 * @param strangers containers that no row knows, by name: when they were first seen
 */
record Efforts(Map<String, Effort> containers, Map<ImageOn, ImageState> images, Map<String, Instant> strangers) {
    static final Efforts NONE = new Efforts(Map.of(), Map.of(), Map.of());

    Efforts {
        containers = Map.copyOf(containers);
        images = Map.copyOf(images);
        strangers = Map.copyOf(strangers);
    }

    Optional<Effort> on(String container) {
        return Optional.ofNullable(containers.get(container));
    }

    Optional<ImageState> image(ImageOn image) {
        return Optional.ofNullable(images.get(image));
    }
}
