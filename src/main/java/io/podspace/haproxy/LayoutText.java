package io.podspace.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A layout as the lines of a map, so that a running HAProxy itself tells what it was made from. */
final class LayoutText {
    private static final String STRUCTURE = "structure";
    private static final String RELOADS = "reloads";
    private static final String POOL = "pool:";

    private LayoutText() {}

    static Map<String, String> of(Layout layout, String structure, int reloads) {
        Map<String, String> map = new TreeMap<>();
        map.put(STRUCTURE, structure);
        map.put(RELOADS, Integer.toString(reloads));
        int position = 0;
        for (Pool pool : layout.pools()) {
            map.put(
                    POOL + pool.name(),
                    "%05d|%s|%d".formatted(position, pool.profile().code(), pool.slots()));
            position++;
        }
        return map;
    }

    static String structure(Map<String, String> map) {
        return map.getOrDefault(STRUCTURE, "");
    }

    static int reloads(Map<String, String> map) {
        return Integer.parseInt(map.getOrDefault(RELOADS, "0"));
    }

    /** In the order of the text. */
    static List<Pool> pools(Map<String, String> map) {
        Map<Integer, Pool> pools = new TreeMap<>();
        map.forEach((key, value) -> {
            if (key.startsWith(POOL)) {
                String[] parts = value.split("\\|");
                pools.put(
                        Integer.parseInt(parts[0]),
                        new Pool(key.substring(POOL.length()), Profile.parse(parts[1]), Integer.parseInt(parts[2])));
            }
        });
        return new ArrayList<>(pools.values());
    }
}
