package io.podspace.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of the console's clean addresses: which view serves a path, and which parts of the path are parameters. Pure.
 * A segment in braces takes one DNS label or number; everything else must be equal.
 */
final class Addresses {
    private static final List<Entry> TABLE = List.of(
            entry("/signin", "signin"),
            entry("/signup", "signup"),
            entry("/account", "account"),
            entry("/projects", "projects"),
            entry("/project/{project}", "overview"),
            entry("/project/{project}/add", "add"),
            entry("/project/{project}/deployments", "deployments"),
            entry("/project/{project}/deployments/{deployment}", "deployment"),
            entry("/project/{project}/pods", "pods"),
            entry("/project/{project}/pods/{pod}", "pod"),
            entry("/project/{project}/services", "services"),
            entry("/project/{project}/services/new", "service"),
            entry("/project/{project}/services/{service}", "service"),
            entry("/project/{project}/routes", "routes"),
            entry("/project/{project}/routes/new", "route"),
            entry("/project/{project}/routes/{route}", "route"),
            entry("/project/{project}/configurations", "configurations"),
            entry("/project/{project}/configurations/new", "values"),
            entry("/project/{project}/configurations/{configuration}", "values"),
            entry("/project/{project}/events", "events"),
            entry("/project/{project}/settings", "settings"),
            entry("/admin/hosts", "hosts"),
            entry("/admin/hosts/new", "host"),
            entry("/admin/hosts/{host}", "host"),
            entry("/admin/users", "users"),
            entry("/admin/catalog", "catalog"));

    /**
     * A page that was asked for.
     *
     * @param view name of the file under {@code WEB-INF/pages}, without ending
     * @param parameters taken from the path
     */
    record Page(String view, Map<String, String> parameters) {}

    private record Entry(List<String> segments, String view) {
        Optional<Page> match(List<String> path) {
            if (path.size() != segments.size()) {
                return Optional.empty();
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String wanted = segments.get(i);
                String given = path.get(i);
                if (wanted.startsWith("{")) {
                    if (!given.matches("[a-z0-9-]{1,63}")) {
                        return Optional.empty();
                    }
                    parameters.put(wanted.substring(1, wanted.length() - 1), given);
                } else if (!wanted.equals(given)) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Page(view, parameters));
        }
    }

    private Addresses() {}

    /** @param path decoded, relative to the context; a slash at its end does not matter */
    static Optional<Page> match(String path) {
        List<String> segments = segments(path);
        return TABLE.stream().flatMap(entry -> entry.match(segments).stream()).findFirst();
    }

    private static Entry entry(String pattern, String view) {
        return new Entry(segments(pattern), view);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
        segments.removeFirst();
        if (!segments.isEmpty() && segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        return segments;
    }
}
