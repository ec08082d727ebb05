package io.podspace.api;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.xnio.IoUtils;
import org.xnio.Pooled;

/**
 * A WebSocket as blocking messages. Little is held: sending blocks while the client does not read, and the client is not
 * read from while nobody takes. One thread takes; any may send.
 */
final class StreamSocket {
    private static final int LARGEST_MESSAGE = 1 << 20;
    private static final int HELD_BYTES = 256 << 10;
    private static final byte[] END = {};

    private final WebSocketChannel channel;
    private final LinkedBlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicBoolean answering = new AtomicBoolean();
    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean paused;
    private volatile long heard = System.nanoTime();

    StreamSocket(WebSocketChannel channel) {
        this.channel = channel;
    }

    void begin() {
        channel.getReceiveSetter().set(new Receiver());
        channel.addCloseTask(closed -> received.add(END));
        channel.resumeReceives();
    }

    boolean open() {
        return channel.isOpen();
    }

    /** For how long nothing came from the client though it was read from. */
    long silentNanos() {
        return paused ? 0 : System.nanoTime() - heard;
    }

    /** Waits for the next message. @return empty at the end */
    Optional<byte[]> take() throws InterruptedException {
        byte[] message = received.take();
        if (message == END) {
            received.add(END);
            return Optional.empty();
        }
        if (held.addAndGet(-message.length) <= HELD_BYTES / 2 && paused) {
            resume();
        }
        return Optional.of(message);
    }

    private void resume() {
        heard = System.nanoTime();
        paused = false;
        channel.resumeReceives();
    }

    private void took(byte[] message) {
        heard = System.nanoTime();
        received.add(message);
        if (held.addAndGet(message.length) > HELD_BYTES) {
            channel.suspendReceives();
            paused = true;
            if (held.get() <= HELD_BYTES / 2) {
                resume(); // all was taken meanwhile, by somebody who did not see the pause
            }
        }
    }

    /** As {@link #send(byte[])}, with the number of a channel before it. */
    void send(int number, byte[] piece) {
        send(ByteBuffer.wrap(new byte[] {(byte) number}), ByteBuffer.wrap(piece));
    }

    /** Blocks while the client does not read. @throws UncheckedIOException when the client is gone */
    void send(byte[] message) {
        send(ByteBuffer.wrap(message));
    }

    private void send(ByteBuffer... message) {
        sending.lock();
        try {
            WebSockets.sendBinaryBlocking(message, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sending.unlock();
        }
    }

    /** Not needed while something is on its way. */
    void ping() {
        if (sending.tryLock()) {
            try {
                WebSockets.sendPingBlocking(ByteBuffer.allocate(0), channel);
            } catch (IOException e) {
                cut();
            } finally {
                sending.unlock();
            }
        }
    }

    /** Sends the last message and says goodbye. */
    void end(int number, byte[] last, int code, String reason) {
        sending.lock();
        try {
            send(number, last);
            close(code, reason);
        } catch (UncheckedIOException e) {
            cut(); // the client is gone and will not miss it
        } finally {
            sending.unlock();
        }
    }

    /** Says goodbye. */
    void close(int code, String reason) {
        sending.lock();
        try {
            WebSockets.sendCloseBlocking(new CloseMessage(code, reason), channel);
        } catch (IOException e) {
            cut();
        } finally {
            sending.unlock();
        }
    }

    /** As {@link #end}, but never waits for a client that does not even read what was sent before. */
    void endNow(int number, byte[] last, int code, String reason) {
        now(() -> end(number, last, code, reason));
    }

    /** As {@link #close}, but never waits. */
    void closeNow(int code, String reason) {
        now(() -> close(code, reason));
    }

    private void now(Runnable goodbye) {
        if (sending.tryLock()) {
            try {
                goodbye.run();
            } finally {
                sending.unlock();
            }
        } else {
            cut();
        }
    }

    /** Whoever sends or takes is set free. */
    void cut() {
        IoUtils.safeClose(channel);
        received.add(END);
    }

    /** Runs on the server's threads for input and output, and never blocks them. */
    private final class Receiver extends AbstractReceiveListener {
        @Override
        protected long getMaxBinaryBufferSize() {
            return LARGEST_MESSAGE;
        }

        @Override
        protected long getMaxTextBufferSize() {
            return LARGEST_MESSAGE;
        }

        @Override
        protected void onFullBinaryMessage(WebSocketChannel from, BufferedBinaryMessage message) {
            Pooled<ByteBuffer[]> data = message.getData();
            try {
                took(bytes(data.getResource()));
            } finally {
                data.free();
            }
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
            took(message.getData().getBytes(StandardCharsets.UTF_8));
        }

        /** One answer at a time: who asks without reading is not owed more. */
        @Override
        protected void onFullPingMessage(WebSocketChannel from, BufferedBinaryMessage message) {
            heard = System.nanoTime();
            Pooled<ByteBuffer[]> data = message.getData();
            try {
                if (answering.compareAndSet(false, true)) {
                    WebSockets.sendPong(ByteBuffer.wrap(bytes(data.getResource())), from, new Answered());
                }
            } finally {
                data.free();
            }
        }

        @Override
        protected void onFullPongMessage(WebSocketChannel from, BufferedBinaryMessage message) {
            heard = System.nanoTime();
            message.getData().free();
        }

        @Override
        protected void onCloseMessage(CloseMessage message, WebSocketChannel from) {
            received.add(END);
        }

        @Override
        protected void onError(WebSocketChannel from, Throwable error) {
            cut();
        }

        private static byte[] bytes(ByteBuffer[] buffers) {
            ByteBuffer whole = WebSockets.mergeBuffers(buffers);
            byte[] bytes = new byte[whole.remaining()];
            whole.get(bytes);
            return bytes;
        }
    }

    private final class Answered implements WebSocketCallback<Void> {
        @Override
        public void complete(WebSocketChannel to, Void context) {
            answering.set(false);
        }

        @Override
        public void onError(WebSocketChannel to, Void context, Throwable error) {
            answering.set(false);
        }
    }
}
