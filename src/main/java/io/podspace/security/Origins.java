package io.podspace.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Whether a request comes from a page of this console. Browsers send {@code Origin} with every request that is no plain
 * navigation, and no page can forge it (RFC 6454; Fetch standard).
 */
final class Origins {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Origins() {}

    /**
     * @param origin header {@code Origin}, null when missing
     * @param host header {@code Host}, null when missing
     * @param secure whether the request came over TLS
     */
    static boolean same(String origin, String host, boolean secure) {
        if (origin == null || host == null) {
            return false;
        }
        try {
            URI from = new URI(origin);
            boolean fromSecure = "https".equals(from.getScheme());
            if (from.getHost() == null || !fromSecure && (secure || !"http".equals(from.getScheme()))) {
                return false;
            }
            // A proxy may end TLS in front of us, so a secure page may send what arrives here as plain HTTP.
            URI to = new URI((fromSecure ? "https" : "http") + "://" + host);
            return from.getHost().toLowerCase(Locale.ROOT).equals(lower(to.getHost()))
                    && port(from, fromSecure) == port(to, fromSecure);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String lower(String host) {
        return host == null ? null : host.toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri, boolean secure) {
        return uri.getPort() != -1 ? uri.getPort() : secure ? HTTPS : HTTP;
    }
}
