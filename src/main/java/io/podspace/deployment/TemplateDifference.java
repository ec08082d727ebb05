package io.podspace.deployment;

import io.podspace.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One field in which two revisions differ.
 *
 * @param field path in the template, e.g. {@code resources.memoryLimitBytes} or {@code environment[NAME]}
 * @param before empty: it is not there
 * @param after empty: it is not there
 */
public record TemplateDifference(String field, String before, String after) {
    private static final String HIDDEN = "(a value)";
    private static final String OTHER = "(another value)";

    /** What their references meant, once that is known of both; null: it is not. */
    static Optional<TemplateDifference> ofImages(String old, String next) {
        return old == null || next == null || old.equals(next)
                ? Optional.empty()
                : Optional.of(new TemplateDifference("image digest", old, next));
    }

    /** By field. Of variables the names are told, their values never. */
    static List<TemplateDifference> between(PodTemplate old, PodTemplate next) {
        List<TemplateDifference> differences = new ArrayList<>();
        Map<String, String> before = Json.flat(old.withEnvironment(Map.of()));
        Map<String, String> after = Json.flat(next.withEnvironment(Map.of()));
        TreeSet<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        for (String field : fields) {
            String one = before.getOrDefault(field, "");
            String other = after.getOrDefault(field, "");
            if (!one.equals(other)) {
                differences.add(new TemplateDifference(field, one, other));
            }
        }
        TreeSet<String> names = new TreeSet<>(old.environment().keySet());
        names.addAll(next.environment().keySet());
        for (String name : names) {
            String one = old.environment().get(name);
            String other = next.environment().get(name);
            if (!Objects.equals(one, other)) {
                differences.add(new TemplateDifference(
                        "environment[%s]".formatted(name),
                        one == null ? "" : HIDDEN,
                        other == null ? "" : one == null ? HIDDEN : OTHER));
            }
        }
        return differences;
    }
}
