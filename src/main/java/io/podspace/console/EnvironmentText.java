package io.podspace.console;

import io.podspace.platform.PodSpaceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An environment as lines of {@code KEY=value}, for typing and pasting. A value that one line cannot hold as it is stands
 * in double quotes with {@code \n}, {@code \t}, {@code \"} and {@code \\}. Empty lines and lines from {@code #} on are skipped. Pure.
 */
final class EnvironmentText {
    private EnvironmentText() {}

    static String print(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(entry ->
                        entry.getKey() + "=" + (plain(entry.getValue()) ? entry.getValue() : quoted(entry.getValue())))
                .collect(Collectors.joining("\n"));
    }

    /** @throws PodSpaceException INVALID at {@code environment}, with the line's number */
    static Map<String, String> parse(String text) {
        Map<String, String> environment = new LinkedHashMap<>();
        String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw invalid(i, "'" + line + "' has no name and equals sign. Write NAME=value.");
            }
            String name = line.substring(0, equals).strip().replaceFirst("^export\\s+", "");
            if (environment.put(name, value(line.substring(equals + 1).strip(), i)) != null) {
                throw invalid(i, name + " stands there twice. Keep one of them.");
            }
        }
        return environment;
    }

    private static boolean plain(String value) {
        return value.equals(value.strip())
                && !value.startsWith("\"")
                && value.chars().noneMatch(c -> c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029');
    }

    private static String quoted(String value) {
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }

    private static String value(String text, int line) {
        if (!text.startsWith("\"")) {
            return text;
        }
        if (text.length() < 2 || !text.endsWith("\"")) {
            throw invalid(line, "the value begins with a quote that does not end. End it, or write \\\" inside.");
        }
        StringBuilder value = new StringBuilder();
        String inner = text.substring(1, text.length() - 1);
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\' || i == inner.length() - 1) {
                value.append(c);
                continue;
            }
            char next = inner.charAt(++i);
            value.append(
                    switch (next) {
                        case 'n' -> "\n";
                        case 'r' -> "\r";
                        case 't' -> "\t";
                        case '"', '\\' -> String.valueOf(next);
                        default -> "\\" + next;
                    });
        }
        return value.toString();
    }

    private static PodSpaceException invalid(int line, String what) {
        return PodSpaceException.invalid("environment", "Line " + (line + 1) + ": " + what);
    }
}
