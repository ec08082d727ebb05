package io.podspace.haproxy;

import io.podspace.service.ProxySpec.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that every proxy gets as they are: what visitors see when a router has nobody to ask, and the program of checks. */
final class Pages {
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
        return (head + read("503.html")).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] noRoute() {
        return read("404.html").getBytes(StandardCharsets.UTF_8);
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
        return checksText() + (kind == Kind.ROUTER ? read("503.html") + read("404.html") : "");
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
