package io.podspace.haproxy;

import io.podspace.service.ProxySpec;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a running HAProxy says of one backend's rotation, for programs that measure. Not safe for several threads. */
public final class LiveRotation implements Closeable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Conversation conversation;
    private final Command question;

    private LiveRotation(Conversation conversation, String backend) {
        this.conversation = conversation;
        this.question = Command.ask("show servers state " + backend);
    }

    /**
     * A route's pods in a router of PodSpace.
     *
     * @param certificates the platform's folder of certificates
     * @param router name of its container
     * @param port where its control port is published on loopback
     * @param host the route's host name
     * @throws IOException when it does not answer, or has no such route
     */
    public static LiveRotation ofRoute(Path certificates, String router, int port, String host) throws IOException {
        Pki pki = new Pki(certificates.resolve("proxies"), Clock.systemUTC());
        Conversation conversation =
                Conversation.over(pki.calls().connect(router, new InetSocketAddress("127.0.0.1", port), LIMIT));
        Map<String, String> routes = RuntimeText.map(conversation
                .ask(List.of(Command.ask("show map " + Paths.ROUTES)))
                .getFirst());
        String route = routes.get(host + "/");
        if (route == null) {
            conversation.close();
            throw new IOException("No route of " + host);
        }
        return new LiveRotation(conversation, route.substring(0, route.indexOf('|')));
    }

    /** A backend of an HAProxy whose runtime API is published on loopback as it is. */
    public static LiveRotation ofBackend(int port, String backend) throws IOException {
        return new LiveRotation(Conversation.over(new Socket("127.0.0.1", port)), backend);
    }

    /** The port at which the container of a router takes control connections. */
    public static int controlPort() {
        return ProxySpec.CONTROL;
    }

    /** Addresses of those that get new requests now. */
    public Set<String> addresses() throws IOException {
        String state = conversation.ask(List.of(question)).getFirst();
        return RuntimeText.states(state).stream()
                .map(each -> each.slot(0, RuntimeText.NO_STATISTICS))
                .filter(slot -> slot.inRotation()
                        && slot.hasAddress()
                        && !slot.address().equals("-"))
                .map(Slot::address)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() throws IOException {
        conversation.close();
    }
}
