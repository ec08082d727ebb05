package io.podspace.console;

import io.podspace.host.ImageFacts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an image says about itself, in words.
 *
 * @param environment lines of {@code NAME=value}
 */
public record ImageSummary(String size, String ports, String user, String command, String environment)
        implements Serializable {

    static ImageSummary of(ImageFacts facts) {
        List<String> command = new ArrayList<>(facts.entrypoint());
        command.addAll(facts.command());
        String ports = facts.exposedPorts().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new ImageSummary(
                Sizes.bytes(facts.sizeBytes()),
                ports.isEmpty() ? "none" : ports,
                facts.user().isEmpty() ? "root" : facts.user(),
                command.isEmpty() ? "none" : WordsText.print(command),
                EnvironmentText.print(new TreeMap<>(facts.environment())));
    }
}
