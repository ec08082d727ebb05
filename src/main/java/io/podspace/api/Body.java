package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What a request carries: JSON, or an object in Protocol Buffers, of at most 3 MiB, whatever its length says. */
final class Body {
    private static final int LARGEST = 3 << 20;
    /** Server-side apply: a whole object, in YAML or JSON. */
    static final String APPLY = "application/apply-patch+yaml";

    private static final List<String> PATCHES = List.of(
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json",
            APPLY);

    private Body() {}

    /** @throws ApiFault 413, 415, 400 */
    static JsonNode json(HttpServletRequest request) throws IOException {
        String type = type(request);
        if (type.equals(ProtobufReader.TYPE)) {
            return ProtobufReader.read(bytes(request));
        }
        if (!type.isEmpty() && !type.equals("application/json")) {
            throw new ApiFault(
                    415, "UnsupportedMediaType", "Send objects as application/json; '%s' is not read.".formatted(type));
        }
        return Trees.read(bytes(request));
    }

    static JsonNode patch(HttpServletRequest request) throws IOException {
        String type = type(request);
        if (!PATCHES.contains(type)) {
            throw new ApiFault(
                    415, "UnsupportedMediaType", "Patches are of type %s.".formatted(String.join(", ", PATCHES)));
        }
        byte[] body = bytes(request);
        return type.equals(APPLY) && !isJson(body) ? YamlReader.read(body) : Trees.read(body);
    }

    /** JSON is YAML too, but then it is read as strictly as elsewhere. */
    private static boolean isJson(byte[] body) {
        int at = 0;
        while (at < body.length && Character.isWhitespace(body[at])) {
            at++;
        }
        return at < body.length && body[at] == '{';
    }

    /** Options of a deletion; empty when nothing was sent. */
    static JsonNode options(HttpServletRequest request) throws IOException {
        byte[] body = bytes(request);
        boolean json = body.length > 0 && !type(request).equals(ProtobufReader.TYPE);
        return json ? Trees.read(body) : Trees.empty();
    }

    /** Without parameters, in lower case; empty when missing. */
    static String type(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(HttpServletRequest request) throws IOException {
        byte[] body = request.getContentLengthLong() > LARGEST
                ? new byte[LARGEST + 1]
                : request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new ApiFault(
                    413, "RequestEntityTooLarge", "The body is larger than %d MiB.".formatted(LARGEST >> 20));
        }
        return body;
    }
}
