package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Who set which field of an object: {@code metadata.managedFields}. Immutable; pure. */
record ManagedFields(List<Entry> entries) {
    static final ManagedFields NONE = new ManagedFields(List.of());

    /** As in Kubernetes: clients that update are many, and each old one would be told for ever. */
    private static final int MOST_UPDATES = 10;

    private static final int MOST = 50;
    private static final FieldOwner ANCIENT = new FieldOwner("ancient-changes", FieldOwner.UPDATE, "");

    /** @param time of the last change of the set */
    record Entry(FieldOwner manager, String apiVersion, String time, FieldSet fields) {
        Entry with(FieldSet set) {
            return new Entry(manager, apiVersion, time, set);
        }
    }

    ManagedFields {
        entries = List.copyOf(entries);
    }

    /** As it was stored. */
    static ManagedFields stored(Optional<String> text) {
        return text.map(json -> parse(Trees.read(json.getBytes(StandardCharsets.UTF_8))))
                .orElse(NONE);
    }

    /** @throws ApiFault 400 when it is none */
    static ManagedFields parse(JsonNode list) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : list) {
            String operation = entry.path("operation").asText();
            if (!List.of(FieldOwner.APPLY, FieldOwner.UPDATE).contains(operation)) {
                throw ApiFault.badRequest("metadata.managedFields: an operation is Apply or Update");
            }
            entries.add(new Entry(
                    new FieldOwner(
                            entry.path("manager").asText(),
                            operation,
                            entry.path("subresource").asText("")),
                    entry.path("apiVersion").asText(),
                    entry.path("time").asText(),
                    FieldSet.parse(entry.path("fieldsV1"))));
        }
        return new ManagedFields(entries);
    }

    /** @return empty when there is nothing to store */
    Optional<String> text() {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(Trees.bytes(tree()), StandardCharsets.UTF_8));
    }

    ArrayNode tree() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Entry entry : entries) {
            ObjectNode tree = list.addObject()
                    .put("manager", entry.manager().name())
                    .put("operation", entry.manager().operation())
                    .put("apiVersion", entry.apiVersion())
                    .put("time", entry.time())
                    .put("fieldsType", "FieldsV1");
            tree.set("fieldsV1", entry.fields().tree());
            if (!entry.manager().subresource().isEmpty()) {
                tree.put("subresource", entry.manager().subresource());
            }
        }
        return list;
    }

    /** What a manager has; nothing if it is not there. */
    FieldSet of(FieldOwner manager, String apiVersion) {
        return entries.stream()
                .filter(entry -> is(entry, manager, apiVersion))
                .map(Entry::fields)
                .findFirst()
                .orElse(FieldSet.EMPTY);
    }

    /** What all but one have together. */
    List<Entry> others(FieldOwner manager, String apiVersion) {
        return entries.stream()
                .filter(entry -> entry.apiVersion().equals(apiVersion) && !is(entry, manager, apiVersion))
                .toList();
    }

    /** Gives a manager this set; the time is kept if it had the same. */
    ManagedFields set(FieldOwner manager, String apiVersion, Instant now, FieldSet fields) {
        if (of(manager, apiVersion).equals(fields)) {
            return this;
        }
        List<Entry> next = new ArrayList<>(entries);
        next.removeIf(entry -> is(entry, manager, apiVersion));
        if (!fields.isEmpty()) {
            next.add(new Entry(manager, apiVersion, Metadata.time(now), fields));
        }
        if (next.size() > MOST) {
            throw ApiFault.badRequest("More than %d field managers have applied this object.".formatted(MOST));
        }
        return new ManagedFields(next).bounded();
    }

    /** Changes what all others of that version have. */
    ManagedFields others(FieldOwner manager, String apiVersion, UnaryOperator<FieldSet> change) {
        return new ManagedFields(entries.stream()
                .map(entry -> !entry.apiVersion().equals(apiVersion) || is(entry, manager, apiVersion)
                        ? entry
                        : entry.with(change.apply(entry.fields())))
                .filter(entry -> !entry.fields().isEmpty())
                .toList());
    }

    private ManagedFields bounded() {
        List<Entry> updates = entries.stream()
                .filter(entry -> entry.manager().operation().equals(FieldOwner.UPDATE))
                .toList();
        if (updates.size() <= MOST_UPDATES) {
            return this;
        }
        List<Entry> old = updates.subList(0, updates.size() - MOST_UPDATES + 1);
        List<Entry> next = new ArrayList<>(entries);
        next.removeAll(old);
        next.addFirst(new Entry(
                ANCIENT,
                old.getLast().apiVersion(),
                old.getLast().time(),
                old.stream().map(Entry::fields).reduce(FieldSet.EMPTY, FieldSet::union)));
        return new ManagedFields(next);
    }

    private static boolean is(Entry entry, FieldOwner manager, String apiVersion) {
        return entry.manager().equals(manager) && entry.apiVersion().equals(apiVersion);
    }
}
