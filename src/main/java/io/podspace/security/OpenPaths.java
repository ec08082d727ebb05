package io.podspace.security;

import java.util.Set;

/**
 * What may be seen without signing in. Everything else needs it, what nobody thought of included. The path is the one by
 * which the container itself found the servlet or file: decoded, normalised, without path parameters. Nothing here is a
 * pattern, so there is nothing to be tricked by.
 */
final class OpenPaths {
    private static final Set<String> PAGES = Set.of(
            "/signin", "/signin.xhtml", "/signup", "/signup.xhtml", "/healthz", "/livez", "/readyz", "/favicon.ico");

    /** Style sheets, scripts, fonts and pictures; JSF serves nothing but resources there. */
    private static final String RESOURCES = "/jakarta.faces.resource/";

    private OpenPaths() {}

    /** @param path servlet path and path info, beginning with a slash */
    static boolean contains(String path) {
        return PAGES.contains(path) || path.startsWith(RESOURCES);
    }
}
