package io.podspace.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request written byte by byte, for addresses and headers that an HTTP client would put right or refuse. */
final class RawRequest {
    private static final int PATIENCE_MILLIS = 60_000;

    private RawRequest() {}

    /** @return the whole answer with its status line */
    static String send(URI base, String target) throws IOException {
        try (Socket socket = open(base, target, "Connection: close")) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @return the status of the answer; the connection may stay open after it */
    static int status(URI base, String target, String... headers) throws IOException {
        try (Socket socket = open(base, target, headers);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            return status(lines.readLine());
        }
    }

    static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static Socket open(URI base, String target, String... headers) throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        String request = "GET " + target + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
