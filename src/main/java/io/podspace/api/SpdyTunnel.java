package io.podspace.api;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyGoAwayFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.podspace.pod.PodForward;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Connections to ports as kubectl makes them: streams of SPDY whose bytes come in messages of a WebSocket ({@code
 * SPDY/3.1+portforward.k8s.io}). Each connection is two streams with one number, first that for an error, then that for
 * data. The client begins all streams.
 */
final class SpdyTunnel implements PortProtocol {
    static final int MOST_CONNECTIONS = 64;
    private static final byte[] NOTHING = {};
    private static final String NUMBER = "requestid";

    private final StreamSocket socket;
    private final PodForward forward;
    private final SpdyFrames frames = new SpdyFrames();
    private final ReentrantLock sending = new ReentrantLock();
    private final Map<String, Integer> errors = new HashMap<>();
    private final Map<Integer, ForwardedPort> connections = new ConcurrentHashMap<>();

    SpdyTunnel(StreamSocket socket, PodForward forward) {
        this.socket = socket;
        this.forward = forward;
    }

    @Override
    public void begin() {
        // the client does
    }

    @Override
    public boolean received(byte[] message) throws InterruptedException {
        Optional<List<SpdyFrame>> read = frames.read(message);
        if (read.isEmpty()) {
            return false;
        }
        boolean goesOn = true;
        for (SpdyFrame frame : read.get()) {
            goesOn &= take(frame);
        }
        return goesOn;
    }

    @Override
    public void close() {
        connections.values().forEach(ForwardedPort::close);
    }

    private boolean take(SpdyFrame frame) throws InterruptedException {
        switch (frame) {
            case SpdySynStreamFrame begins -> begin(begins);
            case SpdyDataFrame data -> data(data);
            case SpdyRstStreamFrame reset ->
                Optional.ofNullable(connections.remove(reset.streamId())).ifPresent(ForwardedPort::close);
            case SpdyPingFrame ping -> send(new DefaultSpdyPingFrame(ping.id()));
            case SpdyGoAwayFrame goodbye -> {
                return false;
            }
            default -> {
                // settings, and windows that nobody keeps
            }
        }
        return true;
    }

    private void begin(SpdySynStreamFrame begins) {
        int stream = begins.streamId();
        String number = header(begins, NUMBER);
        switch (header(begins, "streamtype")) {
            case "error" -> {
                if (errors.size() >= MOST_CONNECTIONS || errors.putIfAbsent(number, stream) != null) {
                    refuse(stream, SpdyStreamStatus.REFUSED_STREAM);
                } else {
                    accept(stream, number);
                }
            }
            case "data" -> {
                Integer error = errors.remove(number);
                if (error == null) {
                    refuse(stream, SpdyStreamStatus.PROTOCOL_ERROR);
                } else {
                    accept(stream, number);
                    connect(stream, error, header(begins, "port"));
                }
            }
            default -> refuse(stream, SpdyStreamStatus.PROTOCOL_ERROR);
        }
    }

    private void connect(int stream, int error, String port) {
        Pair pair = new Pair(stream, error);
        if (connections.size() >= MOST_CONNECTIONS) {
            pair.failed("There are %d connections already, which is the most.".formatted(MOST_CONNECTIONS));
            pair.ended();
            return;
        }
        try {
            ForwardedPort connection = new ForwardedPort(forward, PortChannels.port(port), pair);
            connections.put(stream, connection);
            connection.begin();
        } catch (ApiFault e) {
            pair.failed(e.getMessage());
            pair.ended();
        }
    }

    private void data(SpdyDataFrame data) throws InterruptedException {
        try {
            ForwardedPort connection = connections.get(data.streamId());
            if (connection != null && data.content().isReadable()) {
                connection.send(ByteBufUtil.getBytes(data.content()));
            }
            if (connection != null && data.isLast()) {
                connection.endInput();
            }
        } finally {
            data.release();
        }
    }

    /** The codec leaves a block of no headers out, at which kubectl fails; so one is sent. */
    private void accept(int stream, String number) {
        SpdySynReplyFrame reply = new DefaultSpdySynReplyFrame(stream);
        reply.headers().set(NUMBER, number);
        send(reply);
    }

    private void refuse(int stream, SpdyStreamStatus why) {
        send(new DefaultSpdyRstStreamFrame(stream, why));
    }

    private static String header(SpdySynStreamFrame begins, String name) {
        String value = begins.headers().getAsString(name);
        return value == null ? "" : value;
    }

    /** Headers are packed by what went before, so frames go out in the order in which they are made. */
    private void send(SpdyFrame frame) {
        sending.lock();
        try {
            socket.send(frames.write(frame));
        } finally {
            sending.unlock();
        }
    }

    private void send(int stream, byte[] piece, boolean last) {
        send(new DefaultSpdyDataFrame(stream, Unpooled.wrappedBuffer(piece)).setLast(last));
    }

    /** The two streams of a connection. */
    private final class Pair implements ForwardedPort.Client {
        private final int data;
        private final int error;

        Pair(int data, int error) {
            this.data = data;
            this.error = error;
        }

        @Override
        public void data(byte[] piece) {
            send(data, piece, false);
        }

        @Override
        public void failed(String why) {
            send(error, why.getBytes(StandardCharsets.UTF_8), false);
        }

        @Override
        public void ended() {
            connections.remove(data);
            send(error, NOTHING, true);
            send(data, NOTHING, true);
        }
    }
}
