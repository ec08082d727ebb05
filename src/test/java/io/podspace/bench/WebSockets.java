package io.podspace.bench;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Quiet WebSockets to one application; counts those that the other side closed. */
final class WebSockets implements AutoCloseable {
    private static final String END_OF_HEAD = "\r\n\r\n";

    final AtomicInteger closed = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean over;

    WebSockets(URI front, String host, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(front.getHost(), front.getPort());
            sockets.add(socket);
            socket.getOutputStream()
                    .write(("GET /ws HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                                    + END_OF_HEAD)
                            .getBytes(StandardCharsets.US_ASCII));
            String head = head(socket);
            if (!head.startsWith("HTTP/1.1 101")) {
                throw new IOException("No WebSocket: " + head);
            }
            Thread.ofVirtual().start(() -> watch(socket));
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void watch(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // nothing is expected, and nothing is said of it
            }
        } catch (IOException e) {
            // a reset closes it too
        }
        if (!over) {
            closed.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
