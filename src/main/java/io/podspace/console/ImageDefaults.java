package io.podspace.console;

import io.podspace.host.ImageFacts;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an image brings of its own. The form of a template shows these values; those that the user leaves as they are
 * stay out of the template, so that a later image may bring others. Pure.
 *
 * @param command the image's entry point
 * @param user empty for root
 * @param workingDirectory empty for the root folder
 * @param environment by name, sorted
 */
public record ImageDefaults(
        List<Integer> ports,
        List<String> command,
        List<String> arguments,
        String user,
        String workingDirectory,
        Map<String, String> environment)
        implements Serializable {
    /** Before an image was looked at. */
    static final ImageDefaults NONE = new ImageDefaults(List.of(), List.of(), List.of(), "", "", Map.of());

    /** The words of a template: what it stores of command and arguments. Empty means as the image says. */
    record Words(List<String> command, List<String> arguments) {}

    static ImageDefaults of(ImageFacts facts) {
        return new ImageDefaults(
                facts.exposedPorts(),
                facts.entrypoint(),
                facts.command(),
                facts.user(),
                facts.workingDirectory(),
                new TreeMap<>(facts.environment()));
    }

    /**
     * Arguments are the image's own only behind its own entry point: an engine forgets them when a template names another
     * one. So what the form shows is stored as soon as leaving it out would run something else.
     */
    Words stored(List<String> shownCommand, List<String> shownArguments) {
        boolean ownCommand = shownCommand.isEmpty() || shownCommand.equals(command);
        boolean ownArguments = shownArguments.equals(arguments);
        if (ownCommand && (ownArguments || shownArguments.isEmpty() && shownCommand.isEmpty())) {
            return new Words(List.of(), List.of());
        }
        boolean bare = ownCommand && shownArguments.isEmpty();
        return new Words(ownCommand && !bare ? List.of() : shownCommand, shownArguments);
    }

    /** The variables that are not exactly the image's own. */
    Map<String, String> stored(Map<String, String> shown) {
        Map<String, String> stored = new LinkedHashMap<>(shown);
        stored.entrySet().removeIf(variable -> variable.getValue().equals(environment.get(variable.getKey())));
        return stored;
    }

    /** Whether fields that are folded away show something of the image. */
    public boolean isBrings() {
        return !(command.isEmpty() && arguments.isEmpty() && user.isEmpty() && workingDirectory.isEmpty());
    }

    public String getPortsText() {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    public String getCommandText() {
        return WordsText.print(command);
    }

    public String getArgumentsText() {
        return WordsText.print(arguments);
    }

    public String getEnvironmentText() {
        return EnvironmentText.print(environment);
    }
}
