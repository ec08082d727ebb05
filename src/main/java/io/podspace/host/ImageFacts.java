package io.podspace.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image as the engine has it.
 *
 * @param id the engine's id, {@code sha256:...}
 * @param digest repository digest, if it came from a registry
 * @param exposedPorts TCP ports, ascending
 * @param user as in the image; empty means root
 * @param environment name to value
 * @param entrypoint may be empty
 * @param command may be empty
 * @param workingDirectory may be empty
 * @param sizeBytes unpacked
 * @param stopSignal if the image names one
 * @param health the image's own health command, if it has one
 */
public record ImageFacts(
        String id,
        Optional<String> digest,
        List<Integer> exposedPorts,
        String user,
        Map<String, String> environment,
        List<String> entrypoint,
        List<String> command,
        String workingDirectory,
        long sizeBytes,
        Optional<String> stopSignal,
        Optional<HealthCommand> health) {
    public ImageFacts {
        exposedPorts = List.copyOf(exposedPorts);
        environment = Map.copyOf(environment);
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
    }
}
