package io.podspace.api;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.io.IOException;
import java.util.Optional;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that a client closes its connection while it is sent an answer without end. Over HTTP/1.1 the server reads nothing
 * until an answer is over, so that one of which nothing is to be sent would go on for whoever left long ago. Go's server, and
 * so that of Kubernetes, reads on as well. Closed before the answer ends, so that the next request is the server's to read.
 */
final class Hangup implements AutoCloseable {
    private final Optional<ConduitStreamSourceChannel> source;
    private volatile boolean happened;
    private boolean over;

    /** @param exchange a request without a body, whose answer has not begun */
    Hangup(HttpServerExchange exchange) {
        ServerConnection connection = exchange.getConnection();
        if (connection instanceof HttpServerConnection http && exchange.isRequestComplete()) {
            source = Optional.of(http.getChannel().getSourceChannel());
            source.get().setReadListener(channel -> read(http, channel));
            source.get().wakeupReads();
        } else {
            source = Optional.empty();
            connection.addCloseListener(closed -> happened = true);
        }
    }

    /** On the thread of a request without a body, before its answer begins. */
    static Hangup ofCurrentRequest() {
        return new Hangup(ServletRequestContext.requireCurrent().getExchange());
    }

    /** Whether the client has left. */
    boolean happened() {
        return happened;
    }

    @Override
    public synchronized void close() {
        over = true;
        source.ifPresent(ConduitStreamSourceChannel::suspendReads);
    }

    /** A request that comes early waits for its turn, as it would have; from then on nobody looks any more. */
    private synchronized void read(HttpServerConnection connection, ConduitStreamSourceChannel channel) {
        if (over) {
            return;
        }
        PooledByteBuffer piece = connection.getByteBufferPool().allocate();
        int length;
        try {
            length = channel.read(piece.getBuffer());
        } catch (IOException e) {
            length = -1;
        }
        if (length > 0) {
            close();
            piece.getBuffer().flip();
            connection.ungetRequestBytes(piece);
            return;
        }
        piece.close();
        if (length < 0) {
            happened = true;
            IoUtils.safeClose(connection);
        }
    }
}
