package io.podspace.api;

import io.podspace.pod.PodForward;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Connections to ports of a pod over one WebSocket, until the client is gone, its right, or the pod. */
final class ForwardSession {
    private final StreamSocket socket;
    private final PodForward forward;
    private final PortProtocol protocol;

    ForwardSession(StreamSocket socket, PodForward forward, PortProtocol protocol) {
        this.socket = socket;
        this.forward = forward;
        this.protocol = protocol;
    }

    /** Blocks until it is over. @param allowed whether the owner may have it still */
    void run(BooleanSupplier allowed) {
        socket.begin();
        SessionWatch watch = new SessionWatch(socket, allowed, forward::alive);
        Thread.ofVirtual().name("forward-watch").start(() -> watch.run(this::goodbye));
        try {
            protocol.begin();
            boolean goesOn = true;
            for (Optional<byte[]> message = socket.take(); goesOn && message.isPresent(); message = socket.take()) {
                goesOn = protocol.received(message.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            // the client is gone, which the end below says to all connections
        } finally {
            watch.stop();
            forward.close();
            protocol.close();
            socket.cut();
        }
    }

    private void goodbye(int code, String why) {
        socket.closeNow(code, why);
        forward.close(); // sets free whoever waits for the pod to read
        protocol.close();
        socket.cut();
    }
}
