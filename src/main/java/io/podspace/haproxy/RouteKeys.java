package io.podspace.haproxy;

import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.RouteEntry;
import java.util.HashMap;
import java.util.Map;

/**
 * The routes' map. A key is host and path with a slash at the end, and so is what a request asks it for: the longest key
 * that the request begins with is then the longest path of whole segments. The value is {@code pool|flag|path}.
 */
final class RouteKeys {
    static final String REDIRECT = "redirect";
    private static final String ALLOW = "allow";

    private RouteKeys() {}

    /** @param pools key of the table's backend to pool */
    static Map<String, String> of(ProxyTable table, Map<String, String> pools) {
        Map<String, String> map = new HashMap<>();
        for (RouteEntry route : table.routes()) {
            String path = route.path().endsWith("/") ? route.path() : route.path() + "/";
            String cookiePath = path.equals("/") ? "/" : path.substring(0, path.length() - 1);
            String flag = route.insecure() == Insecure.REDIRECT ? REDIRECT : ALLOW;
            map.put(route.host() + path, pools.get(route.backend()) + "|" + flag + "|" + cookiePath);
        }
        return map;
    }
}
