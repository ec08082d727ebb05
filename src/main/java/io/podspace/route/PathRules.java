package io.podspace.route;

import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.util.regex.Pattern;

/**
 * Which paths a route may claim: plain segments of the unreserved characters of RFC 3986. No percent signs, so that one
 * path has one spelling; no empty or dot segments, which clients rewrite. Paths reach the routers' map files.
 */
final class PathRules {
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9._~-]+)+");
    private static final Pattern DOTS = Pattern.compile(".*/\\.{1,2}(/.*)?");
    private static final int LONGEST = 255;

    private PathRules() {}

    /**
     * @param typed by the user; null or blank: the whole host
     * @return begins with a slash and ends with none, unless it is the slash alone
     */
    static String clean(String typed) {
        String path = typed == null || typed.isBlank() ? "/" : typed.strip();
        if (path.length() > 1 && path.endsWith("/") && !path.endsWith("//")) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.length() > LONGEST
                || !PATH.matcher(path).matches()
                || DOTS.matcher(path).matches()) {
            throw PodSpaceException.invalid(
                    "path",
                    "path: '%s' is no path prefix: begin with '/', use letters, digits, '-', '.', '_' and '~', at most %d characters"
                            .formatted(Names.shown(typed), LONGEST));
        }
        return path;
    }
}
