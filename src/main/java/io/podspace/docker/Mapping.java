package io.podspace.docker;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.HealthStateLog;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import io.podspace.host.ContainerState;
import io.podspace.host.HealthCommand;
import io.podspace.host.ImageFacts;
import io.podspace.host.ObservedContainer;
import io.podspace.host.ObservedHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From the engine's answers to the records of room {@code host}. */
final class Mapping {
    /** The engine's "never". */
    private static final String NEVER = "0001-";

    private static final Duration HEALTH_DEFAULT = Duration.ofSeconds(30);
    private static final int HEALTH_RETRIES = 3;

    private Mapping() {}

    static ObservedContainer container(InspectContainerResponse seen) {
        InspectContainerResponse.ContainerState state = seen.getState();
        ContainerState word = state(state.getStatus());
        boolean ended = word == ContainerState.EXITED || word == ContainerState.DEAD;
        return new ObservedContainer(
                seen.getId(),
                seen.getName().substring(1),
                Optional.ofNullable(seen.getConfig().getLabels()).orElse(Map.of()),
                word,
                addresses(seen.getNetworkSettings()),
                ports(seen.getNetworkSettings().getPorts()),
                ended ? OptionalInt.of(state.getExitCodeLong().intValue()) : OptionalInt.empty(),
                Boolean.TRUE.equals(state.getOOMKilled()),
                instant(state.getStartedAt()),
                ended ? instant(state.getFinishedAt()) : Optional.empty(),
                word == ContainerState.RUNNING ? health(state.getHealth()) : Optional.empty());
    }

    /** One that has not been started: all there is to know of it is in the list. */
    static ObservedContainer created(Container listed) {
        return new ObservedContainer(
                listed.getId(),
                name(listed),
                Optional.ofNullable(listed.getLabels()).orElse(Map.of()),
                ContainerState.CREATED,
                Map.of(),
                Map.of(),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    static String name(Container listed) {
        return listed.getNames()[0].substring(1);
    }

    /** The engine says "none" of a container without a health command. */
    private static Optional<ObservedHealth> health(HealthState health) {
        if (health == null || health.getStatus() == null || health.getStatus().equals("none")) {
            return Optional.empty();
        }
        List<HealthStateLog> log = Optional.ofNullable(health.getLog()).orElse(List.of());
        Optional<HealthStateLog> last = log.isEmpty() ? Optional.empty() : Optional.of(log.getLast());
        Optional<Instant> end = last.flatMap(run -> instant(run.getEnd()));
        return Optional.of(new ObservedHealth(
                ObservedHealth.Status.valueOf(health.getStatus().toUpperCase(Locale.ROOT)),
                Optional.ofNullable(health.getFailingStreak()).orElse(0),
                last.map(HealthStateLog::getExitCodeLong).map(Long::intValue).orElse(0),
                last.map(HealthStateLog::getOutput).orElse(""),
                last.flatMap(run -> instant(run.getStart()))
                        .flatMap(start -> end.map(until -> Duration.between(start, until)))
                        .map(took -> (int) took.toMillis())
                        .orElse(0),
                end));
    }

    static ContainerState state(String word) {
        return ContainerState.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** @param reference by which it was found; of its digests the one of that repository comes first */
    static ImageFacts image(String reference, InspectImageResponse image) {
        ContainerConfig config = Optional.ofNullable(image.getConfig()).orElseGet(ContainerConfig::new);
        return new ImageFacts(
                image.getId(),
                Optional.ofNullable(image.getRepoDigests()).stream()
                        .flatMap(List::stream)
                        .min(Comparator.comparing(digest -> !isOf(reference, digest))),
                stream(config.getExposedPorts())
                        .filter(port -> port.getProtocol() == InternetProtocol.TCP)
                        .map(ExposedPort::getPort)
                        .sorted()
                        .toList(),
                text(config.getUser()),
                environment(config.getEnv()),
                stream(config.getEntrypoint()).toList(),
                stream(config.getCmd()).toList(),
                text(config.getWorkingDir()),
                Optional.ofNullable(image.getSize()).orElse(0L),
                Optional.ofNullable(config.getRawValues().get("StopSignal"))
                        .map(Object::toString)
                        .filter(signal -> !signal.isBlank()),
                health(config.getHealthcheck()));
    }

    /** What is not said is the engine's default. */
    static Optional<HealthCommand> health(HealthCheck check) {
        List<String> test = check == null || check.getTest() == null ? List.of() : check.getTest();
        if (test.size() < 2) {
            return Optional.empty(); // none, or the one of a base image taken away
        }
        List<String> words = test.getFirst().equals("CMD-SHELL")
                ? List.of("/bin/sh", "-c", test.get(1))
                : test.subList(1, test.size());
        return Optional.of(new HealthCommand(
                words,
                nanos(check.getInterval(), HEALTH_DEFAULT),
                nanos(check.getTimeout(), HEALTH_DEFAULT),
                nanos(check.getStartPeriod(), Duration.ZERO),
                check.getRetries() == null || check.getRetries() == 0 ? HEALTH_RETRIES : check.getRetries()));
    }

    private static Duration nanos(Long said, Duration otherwise) {
        return said == null || said == 0 ? otherwise : Duration.ofNanos(said);
    }

    private static boolean isOf(String reference, String digest) {
        String repository = digest.substring(0, digest.indexOf('@'));
        return reference.startsWith(repository + ":")
                || reference.startsWith(repository + "@")
                || reference.equals(repository);
    }

    private static Map<String, String> addresses(NetworkSettings settings) {
        Map<String, String> addresses = new HashMap<>();
        Optional.ofNullable(settings.getNetworks()).orElse(Map.of()).forEach((network, endpoint) -> address(endpoint)
                .ifPresent(each -> addresses.put(network, each)));
        return addresses;
    }

    static Optional<String> address(ContainerNetwork endpoint) {
        return Optional.ofNullable(endpoint.getIpAddress()).filter(address -> !address.isBlank());
    }

    private static Map<Integer, Integer> ports(Ports ports) {
        Map<Integer, Integer> published = new HashMap<>();
        if (ports != null) {
            ports.getBindings().forEach((port, bindings) -> stream(bindings)
                    .findFirst()
                    .ifPresent(binding -> published.put(port.getPort(), Integer.valueOf(binding.getHostPortSpec()))));
        }
        return published;
    }

    private static Map<String, String> environment(String[] variables) {
        return stream(variables)
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(
                        part -> part[0], part -> part.length > 1 ? part[1] : "", (first, later) -> later));
    }

    private static Optional<Instant> instant(String text) {
        return Optional.ofNullable(text)
                .filter(time -> !time.isBlank() && !time.startsWith(NEVER))
                .map(time -> OffsetDateTime.parse(time).toInstant());
    }

    private static <T> Stream<T> stream(T[] array) {
        return array == null ? Stream.empty() : Arrays.stream(array);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
