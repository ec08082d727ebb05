package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds an object of a request against the table of fields, so that nothing is dropped in silence: what PodSpace does not
 * have is refused with its path, what nobody knows is reported. Leaves in the object only what is taken. Pure but for that.
 */
final class FieldCheck {
    private final Fields table = Fields.table();
    private final List<ApiFault.Cause> causes = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    /** @param type name of the object's kind */
    FieldCheck(String type, ObjectNode object) {
        object.remove(List.of("kind", "apiVersion"));
        check(type, object, "");
    }

    /** What is refused, with the field and what to do instead. */
    List<ApiFault.Cause> causes() {
        return causes;
    }

    /** Paths that are in no version of the object that PodSpace knows. */
    List<String> unknown() {
        return unknown;
    }

    private void check(String type, ObjectNode object, String path) {
        Map<String, Fields.Field> fields = table.type(type).orElseThrow().fields();
        for (String name : List.copyOf(names(object))) {
            String here = path.isEmpty() ? name : path + "." + name;
            Fields.Field field = fields.get(name);
            JsonNode value = object.get(name);
            if (field == null) {
                unknown.add(Names.shown(here));
                object.remove(name);
            } else if (value.isNull() || field.mark() == Fields.Mark.IGNORED) {
                object.remove(name);
            } else if (field.mark() == Fields.Mark.REFUSED) {
                refuse(field, value, here);
                object.remove(name);
            } else {
                value(field, value, here);
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void refuse(Fields.Field field, JsonNode value, String path) {
        boolean says = value.isContainerNode()
                ? !value.isEmpty()
                : !List.of("", "false", "0").contains(value.asText());
        if (says) {
            causes.add(new ApiFault.Cause("FieldValueForbidden", "PodSpace does not have this: " + field.text(), path));
        }
    }

    private void value(Fields.Field field, JsonNode value, String path) {
        if (field.list()) {
            if (!value.isArray()) {
                wrong(path, "a list");
                return;
            }
            for (int i = 0; i < value.size(); i++) {
                one(field, value.get(i), "%s[%d]".formatted(path, i));
            }
        } else {
            one(field, value, path);
        }
    }

    private void one(Fields.Field field, JsonNode value, String path) {
        switch (field.type()) {
            case "string" -> need(value.isTextual(), path, "a string");
            case "int" -> need(value.isIntegralNumber() && value.canConvertToLong(), path, "a whole number");
            case "bool" -> need(value.isBoolean(), path, "true or false");
            case "quantity" ->
                need(
                        value.isNumber()
                                || value.isTextual()
                                        && Quantities.units(value.asText()).isPresent(),
                        path,
                        "a quantity such as 250m or 128Mi");
            case "port" -> need(value.isTextual() || value.isInt(), path, "a number or a text");
            case "map" -> map(value, path);
            case "any" -> need(true, path, "");
            default -> object(field, value, path);
        }
        if (field.mark() == Fields.Mark.LIMITED && !field.values().contains(value.asText())) {
            causes.add(new ApiFault.Cause(
                    "FieldValueNotSupported",
                    "'%s' is not supported, but %s: %s"
                            .formatted(Names.shown(value.asText()), String.join(" or ", field.values()), field.text()),
                    path));
        }
    }

    private void object(Fields.Field field, JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            check(field.type(), object, path);
        } else {
            wrong(path, "an object");
        }
    }

    private void map(JsonNode value, String path) {
        need(value.isObject(), path, "an object");
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            need(entry.getValue().isTextual(), path + "." + Names.shown(entry.getKey()), "a string");
        }
    }

    private void need(boolean right, String path, String what) {
        if (!right) {
            wrong(path, what);
        }
    }

    private void wrong(String path, String what) {
        causes.add(new ApiFault.Cause("FieldValueInvalid", "must be " + what, path));
    }
}
