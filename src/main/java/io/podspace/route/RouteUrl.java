package io.podspace.route;

import io.podspace.platform.Settings;

/** Where a route answers, as people type it. */
public final class RouteUrl {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private RouteUrl() {}

    /** @param https the route has a certificate, or sends plain HTTP there */
    public static String of(Settings.Router router, String host, String path, boolean https) {
        int port = https ? router.httpsPort() : router.httpPort();
        String place = port == (https ? HTTPS : HTTP) ? host : host + ":" + port;
        return (https ? "https://" : "http://") + place + path;
    }
}
