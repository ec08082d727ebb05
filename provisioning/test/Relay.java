import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Unix socket that passes every byte to another one and back. The box of the browser tests reaches its engine through
 * it, so that a test can make the engine silent (by stopping this process) without touching the engine, which others use.
 */
final class Relay {
    private Relay() {}

    /** @param sockets the one to listen at, the one to pass to */
    public static void main(String... sockets) throws IOException {
        Path here = Path.of(sockets[0]);
        Files.deleteIfExists(here);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(here), 128);
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client, UnixDomainSocketAddress.of(sockets[1])));
            }
        }
    }

    private static void serve(SocketChannel client, UnixDomainSocketAddress there) {
        try (client;
                SocketChannel engine = SocketChannel.open(there)) {
            Thread back = Thread.ofPlatform().daemon().start(() -> pass(engine, client));
            pass(client, engine);
            back.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes bytes until the one end says no more, and tells the other end so. */
    private static void pass(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
