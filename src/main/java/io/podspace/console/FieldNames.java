package io.podspace.console;

import jakarta.faces.component.UIComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the input that a boundary's field name means: {@code certificate.chain} is the input {@code certificateChain},
 * else {@code certificate}; {@code ports[1].number} is {@code ports}.
 */
final class FieldNames {
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

    static Optional<UIComponent> find(UIComponent root, String field) {
        return ids(field).stream().flatMap(id -> find(root, id, 0).stream()).findFirst();
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
