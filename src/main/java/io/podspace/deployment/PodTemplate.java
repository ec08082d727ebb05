package io.podspace.deployment;

import io.podspace.configuration.VariableSource;
import io.podspace.health.Checks;
import io.podspace.image.ImageReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every pod of a revision is made from. Immutable; stored as JSON with the environment sealed beside it.
 *
 * @param image reference as the user gave it
 * @param pull when the image is fetched
 * @param command empty: the image's own entry point
 * @param arguments empty: the image's own
 * @param environment name to value, in the user's order
 * @param ports on which the application listens; the first is the one that is checked and offered for routes
 * @param resources requests and limits
 * @param workingDirectory if other than the image's
 * @param user if other than the image's
 * @param stopGraceSeconds time between stop signal and kill, 0-3600
 * @param checks none in a template that was stored before there were any
 * @param preStop command that is run in the container before its stop signal, when it gets no requests any more; its time
 *     is part of the grace; empty: none
 * @param sources of variables that take their values from config maps and secrets; none in a template that was stored
 *     before there were any
 */
public record PodTemplate(
        String image,
        Pull pull,
        List<String> command,
        List<String> arguments,
        Map<String, String> environment,
        List<Port> ports,
        Resources resources,
        Optional<String> workingDirectory,
        Optional<String> user,
        int stopGraceSeconds,
        Checks checks,
        List<String> preStop,
        List<VariableSource> sources) {

    /** When the image is fetched. */
    public enum Pull {
        IF_NOT_PRESENT,
        ALWAYS
    }

    /** @param number 1-65535 */
    public record Port(String name, int number) {}

    /**
     * Reserved and greatest use.
     *
     * @param cpuRequestMillis thousandths of a core, at least 1; default 100
     * @param cpuLimitMillis thousandths of a core; 0 means none
     * @param memoryRequestBytes reserved on the host; default 128 MiB
     * @param memoryLimitBytes hard limit; default 512 MiB
     * @param pids greatest number of processes; default 512
     */
    public record Resources(
            int cpuRequestMillis, int cpuLimitMillis, long memoryRequestBytes, long memoryLimitBytes, int pids) {
        public static final Resources DEFAULT = new Resources(100, 0, 128L << 20, 512L << 20, 512);
    }

    public PodTemplate {
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        ports = List.copyOf(ports);
        checks = checks == null ? Checks.NONE : checks;
        sources = sources == null ? List.of() : List.copyOf(sources);
        preStop = preStop == null ? List.of() : List.copyOf(preStop);
    }

    /** Without a pre-stop command. */
    public PodTemplate(
            String image,
            Pull pull,
            List<String> command,
            List<String> arguments,
            Map<String, String> environment,
            List<Port> ports,
            Resources resources,
            Optional<String> workingDirectory,
            Optional<String> user,
            int stopGraceSeconds,
            Checks checks) {
        this(
                image,
                pull,
                command,
                arguments,
                environment,
                ports,
                resources,
                workingDirectory,
                user,
                stopGraceSeconds,
                checks,
                List.of(),
                List.of());
    }

    /** Without checks and without variables from elsewhere. */
    public PodTemplate(
            String image,
            Pull pull,
            List<String> command,
            List<String> arguments,
            Map<String, String> environment,
            List<Port> ports,
            Resources resources,
            Optional<String> workingDirectory,
            Optional<String> user,
            int stopGraceSeconds) {
        this(
                image,
                pull,
                command,
                arguments,
                environment,
                ports,
                resources,
                workingDirectory,
                user,
                stopGraceSeconds,
                Checks.NONE);
    }

    /** The same with exactly the image that its reference meant once. @param digest null: that is not known */
    public PodTemplate pinned(String digest) {
        return digest == null
                ? this
                : withImage(ImageReference.parse(image).at(digest).familiar());
    }

    /** The same with another image. */
    public PodTemplate withImage(String image) {
        return new PodTemplate(
                image,
                pull,
                command,
                arguments,
                environment,
                ports,
                resources,
                workingDirectory,
                user,
                stopGraceSeconds,
                checks,
                preStop,
                sources);
    }

    /** The same with another environment. */
    public PodTemplate withEnvironment(Map<String, String> environment) {
        return new PodTemplate(
                image,
                pull,
                command,
                arguments,
                environment,
                ports,
                resources,
                workingDirectory,
                user,
                stopGraceSeconds,
                checks,
                preStop,
                sources);
    }

    /** The same with other checks. */
    public PodTemplate withChecks(Checks others) {
        return new PodTemplate(
                image,
                pull,
                command,
                arguments,
                environment,
                ports,
                resources,
                workingDirectory,
                user,
                stopGraceSeconds,
                others,
                preStop,
                sources);
    }

    /** The same with another pre-stop command. */
    public PodTemplate withPreStop(List<String> words) {
        return new PodTemplate(
                image,
                pull,
                command,
                arguments,
                environment,
                ports,
                resources,
                workingDirectory,
                user,
                stopGraceSeconds,
                checks,
                words,
                sources);
    }

    /** The same with variables from other places. */
    public PodTemplate withSources(List<VariableSource> others) {
        return new PodTemplate(
                image,
                pull,
                command,
                arguments,
                environment,
                ports,
                resources,
                workingDirectory,
                user,
                stopGraceSeconds,
                checks,
                preStop,
                others);
    }
}
