package io.podspace.console;

import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.VariableSource;
import io.podspace.platform.PodSpaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * From where variables take their values, as lines: {@code NAME=secret/db/password} for one key, {@code *=configmap/app} for
 * all, {@code APP_*=configmap/app} with something before each; a question mark at the end leaves out what is missing. Pure.
 */
final class SourcesText {
    private static final Pattern LINE =
            Pattern.compile("\\s*([^=*\\s]*)(\\*?)\\s*=\\s*(configmap|secret)/([^/\\s?]+)(?:/([^/\\s?]+))?(\\??)\\s*");

    private SourcesText() {}

    static String print(List<VariableSource> sources) {
        return sources.stream().map(SourcesText::line).collect(Collectors.joining("\n"));
    }

    private static String line(VariableSource source) {
        String kind =
                switch (source.kind()) {
                    case CONFIG_MAP -> "configmap";
                    case SECRET -> "secret";
                };
        return source.variable() + (source.whole() ? "*=" : "=") + kind + "/" + source.object()
                + (source.whole() ? "" : "/" + source.key()) + (source.optional() ? "?" : "");
    }

    /** @throws PodSpaceException INVALID at {@code sources}, with the line's number */
    static List<VariableSource> parse(String text) {
        List<VariableSource> sources = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                sources.add(source(lines[i], i + 1));
            }
        }
        return sources;
    }

    private static VariableSource source(String line, int number) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(2).isEmpty() == (parts.group(5) == null)) {
            throw PodSpaceException.invalid(
                    "sources",
                    "Line %d: write NAME=secret/name/key or NAME=configmap/name/key for one variable, *=configmap/name for all keys."
                            .formatted(number));
        }
        return new VariableSource(
                parts.group(1),
                parts.group(3).equals("secret") ? ConfigurationKind.SECRET : ConfigurationKind.CONFIG_MAP,
                parts.group(4),
                parts.group(5) == null ? "" : parts.group(5),
                !parts.group(6).isEmpty());
    }
}
