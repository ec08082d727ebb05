package io.podspace.api;

import io.podspace.platform.Names;
import io.podspace.pod.PodForward;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections to ports as messages ({@code v4.channel.k8s.io}): one connection to each port that the address names, with
 * two channels each, the first for data, the second for an error. Both begin with the number of the port, in two bytes.
 */
final class PortChannels implements PortProtocol {
    private static final int MOST_PORTS = 20;
    private static final int LAST_PORT = 65535;

    private final StreamSocket socket;
    private final List<Integer> ports;
    private final List<ForwardedPort> connections = new ArrayList<>();
    private final AtomicInteger open;

    PortChannels(StreamSocket socket, PodForward forward, List<Integer> ports) {
        this.socket = socket;
        this.ports = ports;
        open = new AtomicInteger(ports.size());
        for (int i = 0; i < ports.size(); i++) {
            connections.add(new ForwardedPort(forward, ports.get(i), new Channel(2 * i)));
        }
    }

    /** @throws ApiFault 400 when the address names no ports, or something that is none */
    static List<Integer> ports(List<String> values) {
        List<Integer> ports = values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(PortChannels::port)
                .toList();
        if (ports.isEmpty() || ports.size() > MOST_PORTS) {
            throw ApiFault.badRequest("ports: name 1 to %d ports of the pod, e.g. ports=8080".formatted(MOST_PORTS));
        }
        return ports;
    }

    /** @throws ApiFault 400 */
    static int port(String text) {
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= LAST_PORT) {
                return port;
            }
        }
        throw ApiFault.badRequest("ports: '%s' is no port".formatted(Names.shown(text)));
    }

    @Override
    public void begin() {
        for (int i = 0; i < ports.size(); i++) {
            byte[] number = {(byte) (ports.get(i) & 0xff), (byte) (ports.get(i) >> 8)};
            socket.send(2 * i, number);
            socket.send(2 * i + 1, number);
        }
        connections.forEach(ForwardedPort::begin);
    }

    @Override
    public boolean received(byte[] message) throws InterruptedException {
        int channel = message.length > 1 ? message[0] & 0xff : 1;
        if (channel % 2 == 0 && channel / 2 < connections.size()) {
            connections.get(channel / 2).send(Arrays.copyOfRange(message, 1, message.length));
        }
        return true;
    }

    @Override
    public void close() {
        connections.forEach(ForwardedPort::close);
    }

    private final class Channel implements ForwardedPort.Client {
        private final int number;

        Channel(int number) {
            this.number = number;
        }

        @Override
        public void data(byte[] piece) {
            socket.send(number, piece);
        }

        @Override
        public void failed(String why) {
            socket.send(number + 1, why.getBytes(StandardCharsets.UTF_8));
        }

        /** There is no other sign of an end than that of the whole. */
        @Override
        public void ended() {
            if (open.decrementAndGet() == 0) {
                socket.close(SessionWatch.NORMAL, "");
            }
        }
    }
}
