package io.podspace.host;

import java.time.Duration;
import java.util.List;

/**
 * A command that the engine runs in a container again and again to learn its health; 0 is success.
 *
 * @param words program and arguments, no shell
 * @param period from the end of one run to the next
 * @param timeout a run that takes longer has failed
 * @param delay failures within it after the start do not count
 * @param failures in a row until it is unhealthy
 */
public record HealthCommand(List<String> words, Duration period, Duration timeout, Duration delay, int failures) {
    public HealthCommand {
        words = List.copyOf(words);
    }
}
