package io.podspace.console;

import io.podspace.deployment.Stage;
import io.podspace.deployment.Stages.Step;
import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Steps of a canary, one a line: {@code 10% 60} is a tenth of the requests for a minute; without a time it waits to be promoted. Pure. */
final class StepsText {
    private static final Pattern LINE = Pattern.compile("([0-9]{1,4})\\s*%?(?:\\s+([0-9]{1,6})\\s*s?)?");

    private StepsText() {}

    static String print(List<Step> steps) {
        return steps.stream()
                .map(step -> step.pauseSeconds() == Stage.UNTIL_PROMOTED
                        ? step.weight() + "%"
                        : step.weight() + "% " + step.pauseSeconds())
                .collect(Collectors.joining("\n"));
    }

    /** @throws PodSpaceException INVALID at the field, with the line that is none */
    static List<Step> parse(String field, String text) {
        return (text == null ? "" : text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> step(field, line))
                .toList();
    }

    private static Step step(String field, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw PodSpaceException.invalid(
                    field,
                    "steps: '%s' is no step; write a share and a pause in seconds, such as 10%% 60".formatted(line));
        }
        int pause = matcher.group(2) == null ? Stage.UNTIL_PROMOTED : Integer.parseInt(matcher.group(2));
        return new Step(Integer.parseInt(matcher.group(1)), pause);
    }
}
