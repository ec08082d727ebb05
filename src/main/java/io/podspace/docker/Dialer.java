package io.podspace.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connects to an engine below HTTP, for streams whose input ends before their output: docker-java cannot close one half. */
final class Dialer {
    private final URI endpoint;
    private final Optional<SSLContext> tls;
    private final Duration patience;

    /** @param tls of a TCP endpoint, with the client's certificate; empty for a Unix socket */
    Dialer(URI endpoint, Optional<SSLContext> tls, Duration patience) {
        this.endpoint = endpoint;
        this.tls = tls;
        this.patience = patience;
    }

    /** An open connection; one thread reads, another may write, any may close. */
    record Connection(InputStream input, OutputStream output, Closeable half, Closeable whole) implements Closeable {
        /** The other side reads an end; it can still be read from. */
        void endOutput() throws IOException {
            half.close();
        }

        /** At once; whoever reads or writes is set free. */
        @Override
        public void close() throws IOException {
            whole.close();
        }
    }

    Connection open() throws IOException {
        return tls.isPresent() ? secured(tls.get()) : local();
    }

    private Connection local() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(endpoint.getPath()));
        } catch (IOException e) {
            Streams.close(channel);
            throw e;
        }
        return new Connection(
                Channels.newInputStream(channel), Channels.newOutputStream(channel), channel::shutdownOutput, channel);
    }

    /** The socket beneath is the one that is closed: TLS would wait for a writer that nobody reads from. */
    private Connection secured(SSLContext context) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), (int) patience.toMillis());
            SSLSocket socket = (SSLSocket)
                    context.getSocketFactory().createSocket(plain, endpoint.getHost(), endpoint.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new Connection(socket.getInputStream(), socket.getOutputStream(), socket::shutdownOutput, plain);
        } catch (IOException e) {
            Streams.close(plain);
            throw e;
        }
    }
}
