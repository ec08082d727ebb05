package io.podspace.console;

import jakarta.faces.component.EditableValueHolder;
import jakarta.faces.component.NamingContainer;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the input that a boundary's field name means: {@code certificate.chain} is the input {@code certificateChain},
 * else {@code certificate}; {@code ports[1].number} is {@code ports}, or that input of the second row of {@code ports}.
 */
final class FieldNames {
    private static final Pattern ROW = Pattern.compile("(\\w+)\\[(\\d{1,4})]\\.(\\w+)");

    /** The words of a boundary with a field's name before them. */
    private static final Pattern NAMED = Pattern.compile("(\\w+)([\\w.\\[\\]]*): (.+)", Pattern.DOTALL);

    private FieldNames() {}

    /** Ids to look for, the most exact first. */
    static List<String> ids(String field) {
        List<String> ids = new ArrayList<>();
        StringBuilder camel = new StringBuilder();
        for (String part : field.replaceAll("\\[[^]]*]", "").split("\\.")) {
            camel.append(camel.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
            ids.addFirst(camel.toString());
        }
        return ids;
    }

    /** The words of a boundary as they stand beside the field's input, whose label names it already. */
    static String beside(String field, String message) {
        Matcher named = NAMED.matcher(message);
        if (!named.matches() || !field.split("[.\\[]")[0].equals(named.group(1))) {
            return message;
        }
        String words = named.group(3);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /**
     * Client id of the input that a field means; of the row's own one for {@code ports[1].port} where rows are repeated.
     * Only of an input: a message at anything else would be seen nowhere.
     */
    static Optional<String> clientId(FacesContext context, String field) {
        UIComponent root = context.getViewRoot();
        Matcher row = ROW.matcher(field);
        if (row.matches()) {
            Optional<String> its = find(root, row.group(1), 0)
                    .filter(NamingContainer.class::isInstance)
                    .filter(rows -> find(rows, row.group(3), 0).isPresent())
                    .map(rows -> rows.getClientId(context) + ":" + row.group(2) + ":" + row.group(3));
            if (its.isPresent()) {
                return its;
            }
        }
        return input(root, field).map(input -> input.getClientId(context));
    }

    static Optional<UIComponent> input(UIComponent root, String field) {
        return ids(field).stream()
                .flatMap(id -> find(root, id, 0).stream())
                .filter(EditableValueHolder.class::isInstance)
                .findFirst();
    }

    private static Optional<UIComponent> find(UIComponent parent, String id, int depth) {
        Iterator<UIComponent> children = parent.getFacetsAndChildren();
        while (children.hasNext()) {
            UIComponent child = children.next();
            if (id.equals(child.getId()) && child.isRendered()) {
                return Optional.of(child);
            }
            Optional<UIComponent> below = depth > 60 ? Optional.empty() : find(child, id, depth + 1);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }
}
