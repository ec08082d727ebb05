package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Label and field selectors in the spelling of the API. Pure. */
final class Selector {
    private static final Pattern SETS = Pattern.compile("\\s*([^\\s!=,()]+)\\s+(in|notin)\\s*\\(([^()]*)\\)\\s*");
    private static final Pattern EQUALS = Pattern.compile("\\s*([^\\s!=,()]+)\\s*(==|=|!=)\\s*([^\\s!=,()]*)\\s*");
    private static final Pattern EXISTS = Pattern.compile("\\s*(!?)\\s*([^\\s!=,()]+)\\s*");

    private Selector() {}

    /** @throws ApiFault 400 when a selector cannot be read */
    static Predicate<JsonNode> of(Target target) {
        Predicate<JsonNode> labels = labels(target.query("labelSelector"));
        Predicate<JsonNode> fields = fields(target.query("fieldSelector"));
        return object -> labels.test(object.path("metadata").path("labels")) && fields.test(object);
    }

    /** Names of the fields by which objects are chosen. */
    static Set<String> fields(Target target) {
        return split(target.query("fieldSelector")).stream()
                .map(part -> part.split("!?=", 2)[0].strip())
                .collect(Collectors.toSet());
    }

    private static Predicate<JsonNode> labels(String text) {
        return split(text).stream().map(Selector::label).reduce(Predicate::and).orElse(labels -> true);
    }

    private static Predicate<JsonNode> label(String part) {
        Matcher sets = SETS.matcher(part);
        if (sets.matches()) {
            Set<String> values = Set.copyOf(List.of(sets.group(3).strip().split("\\s*,\\s*", -1)));
            boolean in = sets.group(2).equals("in");
            return labels -> {
                JsonNode value = labels.path(sets.group(1));
                return in == (value.isTextual() && values.contains(value.asText()));
            };
        }
        Matcher equals = EQUALS.matcher(part);
        if (equals.matches()) {
            boolean wanted = !equals.group(2).equals("!=");
            return labels -> {
                JsonNode value = labels.path(equals.group(1));
                return wanted == (value.isTextual() && value.asText().equals(equals.group(3)));
            };
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            return labels -> labels.has(exists.group(2)) == exists.group(1).isEmpty();
        }
        throw ApiFault.badRequest("labelSelector: '%s' cannot be read".formatted(part));
    }

    private static Predicate<JsonNode> fields(String text) {
        return split(text).stream().map(Selector::field).reduce(Predicate::and).orElse(object -> true);
    }

    private static Predicate<JsonNode> field(String part) {
        Matcher equals = EQUALS.matcher(part);
        if (!equals.matches()) {
            throw ApiFault.badRequest("fieldSelector: '%s' cannot be read".formatted(part));
        }
        boolean wanted = !equals.group(2).equals("!=");
        return object -> wanted == Trees.at(object, equals.group(1)).asText("").equals(equals.group(3));
    }

    /** Whether an object carries all these labels; nothing matches no labels. */
    static boolean matches(Map<String, String> wanted, Map<String, String> labels) {
        return !wanted.isEmpty() && labels.entrySet().containsAll(wanted.entrySet());
    }

    /** At commas outside of parentheses. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(from));
        }
        return parts;
    }
}
