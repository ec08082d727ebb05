package io.podspace.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of all fields that requests may carry, {@code fields.txt}: what is taken, what is refused and what to do
 * instead. {@link FieldCheck}, {@link OpenApi}, {@link StrategicMerge} and docs/api.md stand on it. Immutable.
 */
final class Fields {
    private static final String FILE = "fields.txt";
    private static final Fields TABLE = read();

    private final Map<String, Type> types;

    /** What becomes of a field. */
    enum Mark {
        TAKEN,
        LIMITED,
        REFUSED,
        IGNORED
    }

    /**
     * A field of a type.
     *
     * @param type name of a type, or {@code string}, {@code int}, {@code bool}, {@code quantity}, {@code port}, {@code map}
     *     (text to text), {@code any}
     * @param list whether it holds several of them
     * @param key by which the elements of a list are told apart in patches; empty: the list is one value
     * @param values that are taken, where it is limited
     * @param text what it is in PodSpace, or what to do instead
     */
    record Field(String name, String type, boolean list, String key, Mark mark, List<String> values, String text) {}

    /**
     * An object, or a part of one.
     *
     * @param name in the table; of an object that is there in several versions not its kind
     * @param apiVersion of an object; empty for a part of one
     * @param kind of an object, as clients name it
     */
    record Type(String name, String apiVersion, String kind, Map<String, Field> fields) {}

    private Fields(Map<String, Type> types) {
        this.types = types;
    }

    static Fields table() {
        return TABLE;
    }

    /** Objects and parts, in the order of the file. */
    List<Type> types() {
        return List.copyOf(types.values());
    }

    Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Name of an object's type; of one that is not in the table its kind. */
    String name(String apiVersion, String kind) {
        return types.values().stream()
                .filter(type ->
                        type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
                .map(Type::name)
                .findFirst()
                .orElse(kind);
    }

    private static Fields read() {
        Map<String, Type> types = new LinkedHashMap<>();
        try (InputStream in = Fields.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Type current = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] words = line.split(" ");
                if (!line.contains("|")) {
                    current = type(words);
                    types.put(current.name(), current);
                } else {
                    Field field = field(line);
                    current.fields().put(field.name(), field);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Fields(types);
    }

    /** {@code type NAME} or {@code kind NAME VERSION [KIND]}. */
    private static Type type(String[] words) {
        return new Type(
                words[1],
                words.length > 2 ? words[2] : "",
                words.length > 3 ? words[3] : words[1],
                new LinkedHashMap<>());
    }

    private static Field field(String line) {
        String[] parts = line.split("\\|", 4);
        String type = parts[1].strip();
        boolean list = type.startsWith("[");
        String[] element = (list ? type.substring(1, type.length() - 1) : type).split(":");
        String mark = parts[2].strip();
        return new Field(
                parts[0].strip(),
                element[0],
                list,
                element.length > 1 ? element[1] : "",
                mark(mark.charAt(0)),
                mark.startsWith("~") ? List.of(mark.substring(1).split(",")) : List.of(),
                parts[3].strip());
    }

    private static Mark mark(char sign) {
        return switch (sign) {
            case '=' -> Mark.TAKEN;
            case '~' -> Mark.LIMITED;
            case '!' -> Mark.REFUSED;
            case '-' -> Mark.IGNORED;
            default -> throw new IllegalStateException(FILE + ": there is no mark " + sign);
        };
    }
}
