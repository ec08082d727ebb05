package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Label and field selectors in the spelling of the API: what they say of an object, or of as much as is known of it. Pure. */
final class Selector implements Predicate<JsonNode> {
    private static final Pattern SETS = Pattern.compile("\\s*([^\\s!=,()]+)\\s+(in|notin)\\s*\\(([^()]*)\\)\\s*");
    private static final Pattern EQUALS = Pattern.compile("\\s*([^\\s!=,()]+)\\s*(==|=|!=)\\s*([^\\s!=,()]*)\\s*");
    private static final Pattern EXISTS = Pattern.compile("\\s*(!?)\\s*([^\\s!=,()]+)\\s*");

    private final Predicate<UnaryOperator<String>> labels;
    private final Predicate<UnaryOperator<String>> fields;

    private Selector(Predicate<UnaryOperator<String>> labels, Predicate<UnaryOperator<String>> fields) {
        this.labels = labels;
        this.fields = fields;
    }

    /** @throws ApiFault 400 when a selector cannot be read */
    static Selector of(Target target) {
        return new Selector(labels(target.query("labelSelector")), fields(target.query("fieldSelector")));
    }

    @Override
    public boolean test(JsonNode object) {
        JsonNode named = object.path("metadata").path("labels");
        return test(name -> named.path(name).textValue(), path -> Trees.at(object, path)
                .asText(""));
    }

    /**
     * @param label the value of a label; null when there is none of that name
     * @param field the value of a field, of those that the selector names
     */
    boolean test(UnaryOperator<String> label, UnaryOperator<String> field) {
        return labels.test(label) && fields.test(field);
    }

    /** What a field has to be, or not to be. */
    record Requirement(String field, boolean equal, String value) {}

    /** Names of the fields by which objects are chosen. */
    static Set<String> fields(Target target) {
        return requirements(target).stream().map(Requirement::field).collect(Collectors.toSet());
    }

    /**
     * By which fields objects are chosen; all of them hold.
     *
     * @throws ApiFault 400 when a selector cannot be read
     */
    static List<Requirement> requirements(Target target) {
        return split(target.query("fieldSelector")).stream()
                .map(Selector::requirement)
                .toList();
    }

    /**
     * A field that no such object has would select nothing, or all, where a slip of the pen was meant.
     *
     * @throws ApiFault 400 when objects of the kind are known not to have a field
     */
    static void mustBeKnown(Resource resource, Target target) {
        for (String path : fields(target)) {
            if (!known(resource.type(), List.of(path.split("\\.")))) {
                throw ApiFault.badRequest("field label not supported: %s".formatted(path));
            }
        }
    }

    private static boolean known(String type, List<String> path) {
        Optional<Fields.Type> fields = Fields.table().type(type);
        if (fields.isEmpty()) {
            return true;
        }
        Fields.Field field = fields.get().fields().get(path.getFirst());
        return field != null && (path.size() == 1 || known(field.type(), path.subList(1, path.size())));
    }

    private static Predicate<UnaryOperator<String>> labels(String text) {
        return split(text).stream().map(Selector::label).reduce(Predicate::and).orElse(labels -> true);
    }

    private static Predicate<UnaryOperator<String>> label(String part) {
        Matcher sets = SETS.matcher(part);
        if (sets.matches()) {
            Set<String> values = Set.copyOf(List.of(sets.group(3).strip().split("\\s*,\\s*", -1)));
            boolean in = sets.group(2).equals("in");
            String name = sets.group(1);
            return labels -> {
                String value = labels.apply(name);
                return in == (value != null && values.contains(value));
            };
        }
        Matcher equals = EQUALS.matcher(part);
        if (equals.matches()) {
            boolean wanted = !equals.group(2).equals("!=");
            String name = equals.group(1);
            String value = equals.group(3);
            return labels -> wanted == value.equals(labels.apply(name));
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            String name = exists.group(2);
            boolean wanted = exists.group(1).isEmpty();
            return labels -> wanted == (labels.apply(name) != null);
        }
        throw ApiFault.badRequest("labelSelector: '%s' cannot be read".formatted(part));
    }

    private static Predicate<UnaryOperator<String>> fields(String text) {
        return split(text).stream()
                .map(Selector::requirement)
                .map(Selector::field)
                .reduce(Predicate::and)
                .orElse(fields -> true);
    }

    private static Predicate<UnaryOperator<String>> field(Requirement wanted) {
        return fields -> wanted.equal() == wanted.value().equals(fields.apply(wanted.field()));
    }

    private static Requirement requirement(String part) {
        Matcher equals = EQUALS.matcher(part);
        if (!equals.matches()) {
            throw ApiFault.badRequest("fieldSelector: '%s' cannot be read".formatted(part));
        }
        return new Requirement(equals.group(1), !equals.group(2).equals("!="), equals.group(3));
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
