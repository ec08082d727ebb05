package io.podspace.api;

import io.undertow.servlet.websockets.ServletWebSocketHttpExchange;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes WebSockets of requests, by the server's own implementation below that of Jakarta, which has no back-pressure. */
final class Upgrade {
    private Upgrade() {}

    static boolean asked(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && header(request, "Upgrade").equals("websocket")
                && header(request, "Sec-WebSocket-Version").equals("13")
                && !header(request, "Sec-WebSocket-Key").isEmpty();
    }

    static boolean asksForSpdy(HttpServletRequest request) {
        return header(request, "Upgrade").startsWith("spdy");
    }

    /** @param known in the order in which they are preferred */
    static Optional<String> choose(HttpServletRequest request, List<String> known) {
        List<String> asked = Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .toList();
        return known.stream().filter(asked::contains).findFirst();
    }

    /**
     * Accepts; what was written to the response goes out before.
     *
     * @param begin called on one of the server's threads for input and output, which it must not block
     */
    static void accept(
            HttpServletRequest request, HttpServletResponse response, String protocol, Consumer<StreamSocket> begin) {
        ServletWebSocketHttpExchange exchange = new ServletWebSocketHttpExchange(request, response, new HashSet<>());
        Hybi13Handshake handshake = new Hybi13Handshake(Set.of(protocol), false);
        exchange.upgradeChannel((connection, ended) -> begin.accept(
                new StreamSocket(handshake.createChannel(exchange, connection, exchange.getBufferPool()))));
        handshake.handshake(exchange);
    }

    private static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }
}
