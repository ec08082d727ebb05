package io.podspace.deployment;

import io.podspace.configuration.ConfigurationRules;
import io.podspace.deployment.PodTemplate.Port;
import io.podspace.deployment.PodTemplate.Resources;
import io.podspace.health.CheckRules;
import io.podspace.image.ImageReference;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a pod template may hold. Everything here reaches an engine, so what is not allowed is refused. */
final class TemplateRules {
    private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[A-Za-z_][-A-Za-z0-9_.]*");
    private static final Pattern USER =
            Pattern.compile("[A-Za-z0-9_][-A-Za-z0-9_.]{0,31}(:[A-Za-z0-9_][-A-Za-z0-9_.]{0,31})?");
    private static final int LONGEST_IMAGE = 512;
    private static final int LONGEST_PORT_NAME = 15;
    private static final int MOST_PORTS = 50;
    private static final int MOST_WORDS = 256;
    private static final int MOST_VARIABLES = 500;
    private static final int LONGEST_TEXT = 32_768;
    private static final int LARGEST_ENVIRONMENT = 512 << 10;
    private static final int MOST_CPU_MILLIS = 1_024_000;
    private static final long LEAST_MEMORY = 6L << 20;
    private static final long MOST_MEMORY = 4L << 40;
    private static final int MOST_PIDS = 1 << 20;
    private static final int LONGEST_GRACE = 3600;

    private TemplateRules() {}

    /**
     * @return the template, its image without blanks around it
     * @throws PodSpaceException INVALID at the first field that breaks a rule
     */
    static PodTemplate check(PodTemplate template) {
        String image = image(template.image());
        if (template.pull() == null) {
            throw PodSpaceException.invalid("pull", "pull is missing: IF_NOT_PRESENT or ALWAYS");
        }
        words("command", template.command());
        words("arguments", template.arguments());
        environment(template.environment());
        ports(template.ports());
        resources(template.resources());
        template.workingDirectory().ifPresent(TemplateRules::workingDirectory);
        template.user().ifPresent(TemplateRules::user);
        range("stopGraceSeconds", template.stopGraceSeconds(), 0, LONGEST_GRACE);
        if (!template.preStop().isEmpty()) {
            command("preStop", template.preStop());
        }
        CheckRules.check(template.checks());
        ConfigurationRules.sources(template.sources(), template.environment().keySet());
        return template.withImage(image);
    }

    private static String image(String image) {
        ImageReference.parse(image);
        if (image.strip().length() > LONGEST_IMAGE) {
            throw PodSpaceException.invalid("image", "image: at most %d characters".formatted(LONGEST_IMAGE));
        }
        return image.strip();
    }

    /** A command that can be run: it names a program. */
    static void command(String field, List<String> command) {
        words(field, command);
        if (command.isEmpty() || command.getFirst().isBlank()) {
            throw PodSpaceException.invalid(field, field + ": the command is blank; name a program, or leave it empty");
        }
    }

    private static void words(String field, List<String> words) {
        if (words.size() > MOST_WORDS) {
            throw PodSpaceException.invalid(field, "%s: at most %d words".formatted(field, MOST_WORDS));
        }
        for (int i = 0; i < words.size(); i++) {
            text("%s[%d]".formatted(field, i), words.get(i));
        }
    }

    private static void environment(Map<String, String> environment) {
        if (environment.size() > MOST_VARIABLES) {
            throw PodSpaceException.invalid(
                    "environment", "environment: at most %d variables".formatted(MOST_VARIABLES));
        }
        long size = 0;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            String field = "environment[%s]".formatted(Names.shown(name));
            if (name.length() > 255 || !ENVIRONMENT_NAME.matcher(name).matches()) {
                throw PodSpaceException.invalid(
                        field,
                        "environment: '%s' is no name of a variable: use letters, digits, '_', '-' and '.', do not start with a digit"
                                .formatted(Names.shown(name)));
            }
            text(field, variable.getValue());
            size += name.length() + variable.getValue().length();
        }
        if (size > LARGEST_ENVIRONMENT) {
            throw PodSpaceException.invalid(
                    "environment", "environment: %d KiB are too much, at most 512 KiB".formatted(size >> 10));
        }
    }

    private static void text(String field, String text) {
        if (text == null || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            throw PodSpaceException.invalid(
                    field, "%s: at most %d characters, without a zero byte".formatted(field, LONGEST_TEXT));
        }
    }

    private static void ports(List<Port> ports) {
        if (ports.size() > MOST_PORTS) {
            throw PodSpaceException.invalid("ports", "ports: at most %d".formatted(MOST_PORTS));
        }
        Set<Integer> numbers = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            Port port = ports.get(i);
            String field = "ports[%d]".formatted(i);
            range(field + ".number", port.number(), 1, 65535);
            if (!numbers.add(port.number())) {
                throw PodSpaceException.invalid(field + ".number", "ports: %d is there twice".formatted(port.number()));
            }
            Names.label(field + ".name", port.name(), LONGEST_PORT_NAME);
            if (!names.add(port.name())) {
                throw PodSpaceException.invalid(field + ".name", "ports: '%s' is there twice".formatted(port.name()));
            }
        }
    }

    private static void resources(Resources resources) {
        range("resources.cpuRequestMillis", resources.cpuRequestMillis(), 1, MOST_CPU_MILLIS);
        range("resources.cpuLimitMillis", resources.cpuLimitMillis(), 0, MOST_CPU_MILLIS);
        range("resources.memoryLimitBytes", resources.memoryLimitBytes(), LEAST_MEMORY, MOST_MEMORY);
        range("resources.memoryRequestBytes", resources.memoryRequestBytes(), 0, MOST_MEMORY);
        range("resources.pids", resources.pids(), 1, MOST_PIDS);
        if (resources.cpuLimitMillis() > 0 && resources.cpuLimitMillis() < resources.cpuRequestMillis()) {
            throw PodSpaceException.invalid(
                    "resources.cpuLimitMillis",
                    "resources: the CPU limit of %d m is below the request of %d m"
                            .formatted(resources.cpuLimitMillis(), resources.cpuRequestMillis()));
        }
        if (resources.memoryLimitBytes() < resources.memoryRequestBytes()) {
            throw PodSpaceException.invalid(
                    "resources.memoryLimitBytes",
                    "resources: the memory limit of %d MiB is below the request of %d MiB"
                            .formatted(resources.memoryLimitBytes() >> 20, resources.memoryRequestBytes() >> 20));
        }
    }

    private static void workingDirectory(String folder) {
        if (!folder.startsWith("/") || folder.length() > 4096 || folder.chars().anyMatch(Character::isISOControl)) {
            throw PodSpaceException.invalid(
                    "workingDirectory", "workingDirectory: '%s' is no absolute path".formatted(Names.shown(folder)));
        }
    }

    private static void user(String user) {
        if (!USER.matcher(user).matches()) {
            throw PodSpaceException.invalid(
                    "user", "user: '%s' is no user[:group], by name or number".formatted(Names.shown(user)));
        }
    }

    static void range(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw PodSpaceException.invalid(
                    field, "%s: %d is out of range, it must be %d-%d".formatted(field, value, least, most));
        }
    }
}
