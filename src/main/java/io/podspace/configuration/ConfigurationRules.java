package io.podspace.configuration;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What config maps, secrets and references to them may hold. Limits are those of Kubernetes. */
public final class ConfigurationRules {
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][-A-Za-z0-9_.]*");
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_TYPE = 253;
    private static final int LARGEST = 1 << 20;
    private static final int MOST_SOURCES = 200;

    private ConfigurationRules() {}

    /** @throws PodSpaceException INVALID at {@code name}, {@code type}, {@code values}, {@code values[KEY]} or {@code binary[KEY]} */
    static NewConfiguration check(NewConfiguration wish) {
        Names.label("name", wish.name(), LONGEST_NAME);
        if (wish.type().length() > LONGEST_TYPE || wish.type().chars().anyMatch(Character::isISOControl)) {
            throw PodSpaceException.invalid("type", "type: at most %d characters".formatted(LONGEST_TYPE));
        }
        values(wish.values());
        return wish;
    }

    static void values(Values values) {
        long size = 0;
        for (Map.Entry<String, Integer> entry : values.sizes().entrySet()) {
            String field = key("binary", entry.getKey());
            if (values.texts().containsKey(entry.getKey())) {
                throw PodSpaceException.invalid(
                        field, "the key '%s' has a text already; give it one value".formatted(entry.getKey()));
            }
            size += entry.getKey().length() + entry.getValue();
        }
        for (Map.Entry<String, String> entry : values.texts().entrySet()) {
            String field = key("values", entry.getKey());
            if (entry.getValue().indexOf('\0') >= 0) {
                throw PodSpaceException.invalid(
                        field,
                        "the value of '%s' has a zero byte; values become variables, which are text"
                                .formatted(Names.shown(entry.getKey())));
            }
            size += entry.getKey().length() + entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > LARGEST) {
            throw PodSpaceException.invalid(
                    "values", "%d KiB are too much, at most %d KiB".formatted(size >> 10, LARGEST >> 10));
        }
    }

    /** @return the field that the key's value belongs to */
    private static String key(String map, String key) {
        String field = "%s[%s]".formatted(map, Names.shown(key));
        if (!KEY.matcher(key).matches()) {
            throw PodSpaceException.invalid(
                    field,
                    "'%s' is no key: use letters, digits, '-', '_' and '.', at most 253 characters"
                            .formatted(Names.shown(key)));
        }
        return field;
    }

    /**
     * Checks from where variables take their values.
     *
     * @param literals names of variables that have a value of their own
     * @throws PodSpaceException INVALID at {@code sources}
     */
    public static void sources(List<VariableSource> sources, Set<String> literals) {
        if (sources.size() > MOST_SOURCES) {
            throw PodSpaceException.invalid("sources", "sources: at most %d".formatted(MOST_SOURCES));
        }
        Set<String> names = new HashSet<>(literals);
        for (VariableSource source : sources) {
            Names.label("sources", source.object(), LONGEST_NAME);
            boolean blankPrefix = source.whole() && source.variable().isEmpty();
            if (!blankPrefix && !isVariable(source.variable())) {
                throw PodSpaceException.invalid(
                        "sources",
                        "'%s' is no name of a variable: use letters, digits, '_', '-' and '.', do not start with a digit"
                                .formatted(Names.shown(source.variable())));
            }
            if (!source.whole() && !KEY.matcher(source.key()).matches()) {
                throw PodSpaceException.invalid("sources", "'%s' is no key".formatted(Names.shown(source.key())));
            }
            if (!source.whole() && !names.add(source.variable())) {
                throw PodSpaceException.invalid(
                        "sources", "the variable '%s' is there twice".formatted(source.variable()));
            }
        }
    }

    static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    static void nameIsTaken(Configuration existing) {
        throw PodSpaceException.at(
                "name",
                ErrorCode.ALREADY_EXISTS,
                "name: there is a %s '%s' already".formatted(existing.kind().text(), existing.name()));
    }
}
