package io.podspace.api;

import io.podspace.host.ContainerProcess;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodSession;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Carries a process' streams over a WebSocket until the process ends, the client is gone, or its right is: asked every
 * second. Three threads: one for output, one for input, one that watches.
 */
final class StreamSession {
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final StreamSocket socket;
    private final PodSession session;
    private final ContainerProcess process;
    private final StreamWish wish;
    private final boolean inputEnds;

    /** @param inputEnds whether the client's version can end the input */
    StreamSession(
            StreamSocket socket, PodSession session, ContainerProcess process, StreamWish wish, boolean inputEnds) {
        this.socket = socket;
        this.session = session;
        this.process = process;
        this.wish = wish;
        this.inputEnds = inputEnds;
    }

    /** Blocks until it is over. @param allowed whether the owner may have it still */
    void run(BooleanSupplier allowed) {
        socket.begin();
        Thread input = Thread.ofVirtual().name("session-input").start(this::listen);
        // the process tells by its end that its pod has ended
        SessionWatch watch = new SessionWatch(socket, allowed, () -> true);
        Thread.ofVirtual().name("session-watch").start(() -> {
            watch.run(this::end);
            session.close();
        });
        try {
            // clients take the first message for the sign that the session is there
            socket.send(wish.output() ? Channels.OUTPUT : Channels.STATUS, new byte[0]);
            byte[] status = Trees.bytes(Channels.ended(process.copy(this::hand)));
            socket.end(Channels.STATUS, status, SessionWatch.NORMAL, "");
        } catch (PodSpaceException e) {
            socket.end(Channels.STATUS, failed(e), SessionWatch.GOING_AWAY, "The session has ended.");
        } catch (UncheckedIOException e) {
            socket.cut(); // the client is gone
        } finally {
            watch.stop();
            session.close();
            goodbye(input);
        }
    }

    /** What the client sent meanwhile is read: closing before that could take from it what it was told last. */
    private void goodbye(Thread input) {
        try {
            input.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.cut();
        }
    }

    private void hand(boolean error, byte[] piece) {
        if (error ? wish.errors() : wish.output()) {
            socket.send(error ? Channels.ERRORS : Channels.OUTPUT, piece);
        }
    }

    private void listen() {
        try {
            Optional<byte[]> message = socket.take();
            while (message.isPresent()) {
                switch (Channels.read(message.get(), inputEnds)) {
                    case Channels.Message.Input input -> {
                        if (wish.input()) {
                            process.send(input.piece());
                        }
                    }
                    case Channels.Message.EndOfInput end -> process.endInput();
                    case Channels.Message.Size size -> process.resize(size.columns(), size.rows());
                    case Channels.Message.Nothing nothing -> {
                        // e.g. a channel that only the server writes to
                    }
                }
                message = socket.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.close();
        }
    }

    private void end(int code, String why) {
        byte[] status = failed(new PodSpaceException(ErrorCode.FORBIDDEN, why));
        socket.endNow(Channels.STATUS, status, code, why);
    }

    private static byte[] failed(PodSpaceException fault) {
        return Trees.bytes(Faults.tree(Faults.of((RuntimeException) fault), Optional.empty()));
    }
}
