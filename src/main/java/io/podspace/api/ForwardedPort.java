package io.podspace.api;

import io.podspace.host.ContainerProcess;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodForward;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * One connection of a client to a port of a pod. A client that sends faster than the pod reads waits; so does a pod that
 * writes faster than the client reads.
 */
final class ForwardedPort {
    private static final int HELD_BYTES = 256 << 10;
    private static final int LONGEST_WORDS = 500;

    private final PodForward forward;
    private final int port;
    private final Client client;
    private final Backlog input = new Backlog(HELD_BYTES);
    private final StringBuilder words = new StringBuilder();
    private ContainerProcess process;
    private boolean closed;
    private boolean answered;

    /** Who connects. Told on a thread of the connection's own; what it throws ends the connection. */
    interface Client {
        void data(byte[] piece);

        /** The connection could not be made. */
        void failed(String why);

        /** Always told, and last. */
        void ended();
    }

    ForwardedPort(PodForward forward, int port, Client client) {
        this.forward = forward;
        this.port = port;
        this.client = client;
    }

    /** Returns at once. */
    void begin() {
        Thread.ofVirtual().name("forward").start(this::carry);
    }

    /** Waits while the pod does not read, once much is on its way. */
    void send(byte[] piece) throws InterruptedException {
        input.put(piece);
    }

    void endInput() {
        input.end();
    }

    /** The client does not want it any more. Returns at once: what runs may take a second to end. */
    void close() {
        input.drop();
        Thread.ofVirtual().name("forward-end").start(this::end);
    }

    private void end() {
        ContainerProcess running;
        synchronized (this) {
            closed = true;
            running = process;
        }
        if (running != null) {
            running.close();
        }
    }

    private synchronized boolean opened(ContainerProcess connected) {
        process = connected;
        return !closed;
    }

    private void carry() {
        try {
            connect();
        } catch (PodSpaceException e) {
            if (!answered) {
                tell(() -> client.failed(e.getMessage()));
            }
        } catch (UncheckedIOException e) {
            close(); // the client is gone
        } finally {
            input.drop();
            tell(client::ended);
        }
    }

    private static void tell(Runnable word) {
        try {
            word.run();
        } catch (UncheckedIOException e) {
            // the client is gone and will not miss it
        }
    }

    private void connect() {
        try (ContainerProcess connected = forward.connect(port)) {
            if (!opened(connected)) {
                return;
            }
            Thread.ofVirtual().name("forward-input").start(() -> feed(connected));
            OptionalInt code = connected.copy(this::hand);
            if (code.orElse(0) != 0 && !answered) {
                client.failed(why());
            }
        }
    }

    private void hand(boolean error, byte[] piece) {
        if (!error) {
            answered = true;
            client.data(piece);
        } else if (words.length() < LONGEST_WORDS) {
            words.append(new String(piece, StandardCharsets.UTF_8));
        }
    }

    /** The last words, as "nc: can't connect to remote host (127.0.0.1): Connection refused". */
    private String why() {
        String last = words.toString().strip();
        return "Port %d of the pod cannot be reached: %s. Does something listen there?"
                .formatted(
                        port,
                        last.isEmpty()
                                ? "no connection"
                                : last.substring(last.lastIndexOf(':') + 1).strip());
    }

    private void feed(ContainerProcess connected) {
        try {
            for (var piece = input.take(); piece.isPresent(); piece = input.take()) {
                connected.send(piece.get());
            }
            connected.endInput();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
