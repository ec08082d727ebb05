package io.podspace.host;

import java.time.Instant;
import java.util.Optional;

/**
 * What an engine says of a container's health command.
 *
 * @param failures in a row
 * @param exitCode of the last run; 0 when none has ended yet
 * @param output of the last run, as it came; may be empty
 * @param millis how long the last run took
 * @param at end of the last run; empty: none yet
 */
public record ObservedHealth(
        Status status, int failures, int exitCode, String output, int millis, Optional<Instant> at) {

    /** The engine's word. */
    public enum Status {
        STARTING,
        HEALTHY,
        UNHEALTHY
    }
}
