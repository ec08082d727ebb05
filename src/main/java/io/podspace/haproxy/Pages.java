package io.podspace.haproxy;

import io.podspace.service.ProxySpec.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that every proxy gets as they are: what visitors see when a router has nobody to ask, and the program of checks. */
final class Pages {
    private static final Page NO_ROUTE = new Page(
            "Nothing lives at this address",
            "No route leads from this host name and path to an application. Check the address for a typing mistake.",
            "404 &middot; If you expected your application here, compare the route&rsquo;s host name and path in PodSpace.");
    private static final Page NOT_READY = new Page(
            "This application is not ready",
            "Nothing that could answer is ready at the moment: it may be starting, or it may have been scaled to zero."
                    + " Try again in a few seconds.",
            "503 &middot; If this is your application, its page in PodSpace tells what its pods are doing.");

    /** What a visitor reads, as HTML. */
    private record Page(String title, String text, String hint) {
        String html() {
            return read("page.html")
                    .replace("{title}", title)
                    .replace("{text}", text)
                    .replace("{hint}", hint);
        }
    }

    private Pages() {}

    /** A whole HTTP answer, as HAProxy wants an error file. */
    static byte[] notReady() {
        String head = """
                HTTP/1.1 503 Service Unavailable
                Cache-Control: no-cache
                Retry-After: 5
                Content-Type: text/html; charset=utf-8
                Connection: close

                """.replace("\n", "\r\n");
        return (head + NOT_READY.html()).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] noRoute() {
        return NO_ROUTE.html().getBytes(StandardCharsets.UTF_8);
    }

    /** The program that runs the checks of pods. */
    static byte[] checks() {
        return checksText().getBytes(StandardCharsets.UTF_8);
    }

    static String checksText() {
        return read("checks.lua");
    }

    /** All that a proxy of this kind reads when it starts, so that a release that changes any of it is noticed. */
    static String all(Kind kind) {
        return checksText() + (kind == Kind.ROUTER ? NOT_READY.html() + NO_ROUTE.html() : "");
    }

    private static String read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream("/haproxy/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The file " + name + " is missing from the application");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
