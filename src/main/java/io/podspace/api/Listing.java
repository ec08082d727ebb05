package io.podspace.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One page of a list. The token of the next page names the last object of this one, so that nothing is missed or doubled
 * when objects come and go in between; it holds no more than its owner has just read.
 *
 * @param version resource version of the list
 * @param next token; empty at the end
 */
record Listing(List<ObjectNode> objects, long version, String next, long remaining) {
    private static final int MOST = 5_000_000;

    /** @param all sorted by namespace and name */
    static Listing of(List<ObjectNode> all, Target target, long version) {
        long limit = target.number("limit", 0, MOST);
        String token = target.query("continue");
        long first = token.isEmpty() ? version : start(token);
        String after = token.isEmpty() ? "" : key(token);
        List<ObjectNode> rest = token.isEmpty()
                ? all
                : all.stream()
                        .filter(object -> key(object).compareTo(after) > 0)
                        .toList();
        if (limit == 0 || rest.size() <= limit) {
            return new Listing(rest, first, "", 0);
        }
        List<ObjectNode> page = rest.subList(0, (int) limit);
        return new Listing(page, first, token(first, key(page.getLast())), rest.size() - limit);
    }

    /**
     * A page that is chosen by keys, and read alone.
     *
     * @param keys of all, sorted, each once
     * @param read objects with these keys, as far as they are still there
     */
    static Listing chosen(
            List<String> keys, Target target, long version, Function<Set<String>, List<ObjectNode>> read) {
        int limit = Math.toIntExact(target.number("limit", 0, MOST));
        String token = target.query("continue");
        long first = token.isEmpty() ? version : start(token);
        String after = token.isEmpty() ? "" : key(token);
        List<String> rest =
                keys.stream().filter(key -> key.compareTo(after) > 0).toList();
        boolean last = limit == 0 || rest.size() <= limit;
        List<String> page = last ? rest : rest.subList(0, limit);
        List<ObjectNode> objects = read.apply(new HashSet<>(page)).stream()
                .sorted(Comparator.comparing(Listing::key))
                .toList();
        return last
                ? new Listing(objects, first, "", 0)
                : new Listing(objects, first, token(first, page.getLast()), rest.size() - limit);
    }

    static String key(ObjectNode object) {
        return key(
                object.path("metadata").path("namespace").asText(""),
                object.path("metadata").path("name").asText());
    }

    /** By which objects are sorted. */
    static String key(String project, String name) {
        return project + "/" + name;
    }

    ObjectNode meta() {
        ObjectNode meta = Trees.empty().put("resourceVersion", Long.toString(version));
        if (!next.isEmpty()) {
            meta.put("continue", next).put("remainingItemCount", remaining);
        }
        return meta;
    }

    ObjectNode tree(Resource resource) {
        ObjectNode tree = Trees.object(resource.apiVersion(), resource.kind() + "List");
        tree.set("metadata", meta());
        ArrayNode items = tree.putArray("items");
        objects.forEach(items::add);
        return tree;
    }

    private static String token(long version, String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((version + ":" + key).getBytes(StandardCharsets.UTF_8));
    }

    private static long start(String token) {
        return part(token, text -> Long.parseLong(text.substring(0, text.indexOf(':'))));
    }

    private static String key(String token) {
        return part(token, text -> text.substring(text.indexOf(':') + 1));
    }

    private static <T> T part(String token, Function<String, T> part) {
        try {
            return part.apply(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ApiFault.badRequest("continue: this is no token of a list; begin the list again");
        }
    }
}
