package io.podspace.pod;

import io.podspace.host.ContainerProcess;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Ports of one pod, opened for somebody who may connect to them. It outlives the request: its holder asks every second
 * whether the right and the pod are still there, and closes it if not. Closing ends all connections.
 */
public final class PodForward extends Session {
    private final Relay relay;
    private final BooleanSupplier runs;
    private final Consumer<String> notes;
    private final Set<Integer> ports = new HashSet<>();

    /**
     * @param runs whether the pod's container does
     * @param notes gets a sentence about each port that is connected to for the first time
     */
    PodForward(Relay relay, long project, BooleanSupplier runs, Consumer<String> notes) {
        super(project);
        this.relay = relay;
        this.runs = runs;
        this.notes = notes;
    }

    /** Goes to the pod; takes about a second. @throws io.podspace.platform.PodSpaceException when it cannot */
    public void begin() {
        relay.begin();
    }

    /**
     * Connects to a port, on whatever address of the pod it listens. What the process writes as errors is why the
     * connection could not be made; its exit code is then not 0.
     */
    public ContainerProcess connect(int port) {
        boolean first;
        synchronized (this) {
            first = ports.add(port);
        }
        if (first) {
            notes.accept("forwarded port %d.".formatted(port));
        }
        return relay.connect(port);
    }

    /** Whether there is something to connect to still. */
    public boolean alive() {
        return !relay.ended() && runs.getAsBoolean();
    }

    @Override
    void end() {
        relay.close();
    }
}
