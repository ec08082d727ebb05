package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Optional;

/** Sends answers. */
final class Reply {
    private Reply() {}

    static void send(HttpServletResponse response, int code, JsonNode tree) throws IOException {
        send(response, code, "application/json", Trees.bytes(tree));
    }

    /** As {@link #send}, on its way before the last of it is written, and packed for who takes that: for lists, which may be long. */
    static void stream(HttpServletRequest request, HttpServletResponse response, JsonNode tree) throws IOException {
        head(response, 200, "application/json");
        response.setHeader("Vary", "Accept-Encoding");
        OutputStream out = response.getOutputStream();
        if (Packing.taken(Collections.list(request.getHeaders("Accept-Encoding")))) {
            response.setHeader("Content-Encoding", "gzip");
            out = new Packing(out);
        }
        Trees.write(tree, out);
    }

    static void send(HttpServletResponse response, int code, String type, byte[] body) throws IOException {
        head(response, code, type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void head(HttpServletResponse response, int code, String type) {
        response.setStatus(code);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-cache, private");
    }

    static void refuse(HttpServletResponse response, ApiFault.Status status) throws IOException {
        refuse(response, status, Optional.empty());
    }

    /** @param of the object that was asked for, where it is known */
    static void refuse(HttpServletResponse response, ApiFault.Status status, Optional<Asked> of) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        if (status.retrySeconds() > 0) {
            response.setHeader("Retry-After", Integer.toString(status.retrySeconds()));
        }
        if (status.code() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"podspace\"");
        }
        send(response, status.code(), Faults.tree(status, of));
    }
}
