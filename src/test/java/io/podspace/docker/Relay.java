package io.podspace.docker;

import io.podspace.host.HostRef;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A socket in front of an engine, which a test can cut, or let hang as a stuck engine does. */
final class Relay implements AutoCloseable {
    private final UnixDomainSocketAddress engine;
    private final Path path;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile boolean hanging;

    Relay(HostRef host, Path path) throws IOException {
        this.engine = UnixDomainSocketAddress.of(host.endpoint().getPath());
        this.path = path;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread.ofVirtual().start(this::accept);
    }

    HostRef host() {
        return new HostRef(9, "relayed", URI.create("unix://" + path), "127.0.0.1");
    }

    /** All connections end, and new ones too. */
    void cut() throws IOException {
        refusing = true;
        drop();
    }

    /** New connections are taken and never answered; the old ones end. */
    void hang() throws IOException {
        hanging = true;
        drop();
    }

    /** Connections that are open now, answered or not. */
    int taken() {
        return open.size();
    }

    /** As at the beginning. */
    void restore() throws IOException {
        refusing = false;
        hanging = false;
        drop();
    }

    @Override
    public void close() throws IOException {
        server.close();
        drop();
    }

    private void drop() throws IOException {
        for (SocketChannel each : open) {
            each.close();
        }
        open.clear();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                open.add(client);
                if (refusing) {
                    client.close();
                } else if (!hanging) {
                    SocketChannel upstream = SocketChannel.open(engine);
                    open.add(upstream);
                    Thread.ofVirtual().start(() -> copy(client, upstream));
                    Thread.ofVirtual().start(() -> copy(upstream, client));
                }
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            return; // one side ended
        }
    }
}
