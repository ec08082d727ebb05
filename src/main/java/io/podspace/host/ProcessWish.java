package io.podspace.host;

import java.util.List;

/**
 * A command to be run inside a running container; no shell is involved.
 *
 * @param command at least one word
 * @param input whether it reads what {@link ContainerProcess#send} gives; else its input is empty
 * @param tty whether it gets a terminal; then standard error comes as standard output
 */
public record ProcessWish(List<String> command, boolean input, boolean tty) {
    public ProcessWish {
        command = List.copyOf(command);
    }
}
