package io.podspace.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a path and a query ask for.
 *
 * @param group empty for the core group
 * @param name of one object; empty for a collection
 */
record Target(
        String group,
        String version,
        Optional<String> namespace,
        String plural,
        Optional<String> name,
        Optional<String> subresource,
        Map<String, String> query) {
    private static final int LONGEST_NAME = 253;

    /**
     * @param path after {@code /api} or {@code /apis}, with group and version, decoded, without a slash at its end
     * @throws ApiFault 404 when it has another form
     */
    static Target of(List<String> path, boolean core, Map<String, String> query) {
        int at = core ? 0 : 1;
        if (path.size() < at + 2 || path.stream().anyMatch(Target::odd)) {
            throw ApiFault.noSuchPath();
        }
        String group = core ? "" : path.getFirst();
        List<String> rest = path.subList(at + 1, path.size());
        Optional<String> namespace = Optional.empty();
        if (rest.size() >= 3 && rest.getFirst().equals("namespaces") && !sub(core, rest)) {
            namespace = Optional.of(rest.get(1));
            rest = rest.subList(2, rest.size());
        }
        if (rest.size() > 3) {
            throw ApiFault.noSuchPath();
        }
        return new Target(
                group,
                path.get(at),
                namespace,
                rest.getFirst(),
                rest.size() > 1 ? Optional.of(rest.get(1)) : Optional.empty(),
                rest.size() > 2 ? Optional.of(rest.get(2)) : Optional.empty(),
                query);
    }

    /** {@code namespaces/x/status} and {@code /finalize} belong to the namespace itself. */
    private static boolean sub(boolean core, List<String> rest) {
        return core && rest.size() == 3 && List.of("status", "finalize").contains(rest.get(2));
    }

    private static boolean odd(String segment) {
        return segment.isEmpty()
                || segment.length() > LONGEST_NAME
                || !segment.chars().allMatch(c -> Character.isLetterOrDigit(c) && c < 128 || "-._:".indexOf(c) >= 0)
                || segment.equals(".")
                || segment.equals("..");
    }

    static Map<String, String> parse(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        if (text != null) {
            Arrays.stream(text.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .filter(pair -> !pair[0].isEmpty())
                    .forEach(pair -> query.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : ""));
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiFault.badRequest("The query of the address is malformed.");
        }
    }

    /** The same for one object. */
    Target withName(String name) {
        return new Target(group, version, namespace, plural, Optional.of(name), subresource, query);
    }

    String query(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return List.of("true", "1").contains(query(name));
    }

    /** @throws ApiFault 400 when the value is no number of that range */
    long number(String name, long otherwise, long most) {
        String text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the same text as a number out of range
        }
        throw ApiFault.badRequest("%s: '%s' is no number from 0 to %d".formatted(name, text, most));
    }

    boolean dryRun() {
        String value = query("dryRun");
        if (!value.isEmpty() && !value.equals("All")) {
            throw ApiFault.badRequest("dryRun: '%s' is not 'All'".formatted(value));
        }
        return !value.isEmpty();
    }
}
