package io.podspace.host;

import java.time.Instant;
import java.util.Optional;

/**
 * What of a container's output is wanted.
 *
 * @param tail the last so many lines; empty: all that the engine kept
 * @param since nothing older, to the second
 * @param follow what is written from now on too, until the container ends
 * @param timestamps the engine's time before each line
 */
public record LogWish(Optional<Integer> tail, Optional<Instant> since, boolean follow, boolean timestamps) {}
