package io.podspace.docker;

import io.podspace.host.ContainerProcess;
import io.podspace.host.HostRef;
import java.util.OptionalInt;

/** What a container's own process writes. Closing it leaves the process alone. */
final class DockerAttachment implements ContainerProcess {
    private final HostRef host;
    private final Engine engine;
    private final String container;
    private volatile boolean closed;
    private volatile OutputRelay output;

    DockerAttachment(HostRef host, Engine engine, String container) {
        this.host = host;
        this.engine = engine;
        this.container = container;
    }

    @Override
    public OptionalInt copy(Receiver out) {
        OutputRelay relay = new OutputRelay(out);
        output = relay;
        if (!closed) {
            engine.streams()
                    .attachContainerCmd(container)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(relay);
            relay.await(host);
        }
        return OptionalInt.empty();
    }

    @Override
    public void send(byte[] piece) {
        // containers are made without input
    }

    @Override
    public void endInput() {
        // there is none
    }

    @Override
    public void resize(int columns, int rows) {
        // containers are made without a terminal
    }

    @Override
    public void close() {
        closed = true;
        OutputRelay begun = output;
        if (begun != null) {
            begun.stop();
        }
    }
}
