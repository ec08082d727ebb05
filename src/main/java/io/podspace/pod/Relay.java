package io.podspace.pod;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerProcess;
import io.podspace.host.ContainerSpec;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.ProcessWish;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container of the platform in the network of a pod, through which connections reach what listens there, also on the
 * pod's own loopback address. It lives as long as somebody holds its lifeline: a command in it whose input ends with this
 * server, however that ends, and which then ends the container.
 */
final class Relay implements AutoCloseable {
    /** What its container is labelled as. */
    static final String KIND = "relay";

    private static final Logger LOG = System.getLogger(Relay.class.getName());
    private static final ContainerSpec.Limits LIMITS = new ContainerSpec.Limits(10, 0, 64L << 20, 200);
    private static final List<String> WAITS = List.of("sh", "-c", "trap 'exit 0' TERM; sleep 86400 & wait");
    private static final ProcessWish LIFELINE =
            new ProcessWish(List.of("sh", "-c", "cat >/dev/null; kill 1"), true, false);

    private final ContainerDriver driver;
    private final HostRef host;
    private final ContainerSpec spec;
    private volatile boolean ended;

    Relay(ContainerDriver driver, HostRef host, ContainerSpec spec) {
        this.driver = driver;
        this.host = host;
        this.spec = spec;
    }

    /**
     * @param name of the relay
     * @param beside container of the pod
     */
    static ContainerSpec spec(String cluster, String name, String image, PodPlace pod, String beside) {
        return new ContainerSpec(
                name,
                Map.of(
                        Labels.CLUSTER,
                        cluster,
                        Labels.KIND,
                        KIND,
                        Labels.PROJECT,
                        Long.toString(pod.project()),
                        Labels.POD,
                        Long.toString(pod.id())),
                image,
                WAITS,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                LIMITS,
                List.of(),
                true,
                false,
                Optional.empty(),
                Optional.of(beside));
    }

    /** Makes and starts it. @throws PodSpaceException when it cannot be; then nothing is left of it */
    void begin() {
        boolean begun = false;
        try {
            create();
            driver.start(host, spec.name());
            ContainerProcess lifeline = driver.run(host, spec.name(), LIFELINE);
            Thread.ofVirtual().name("relay").start(() -> hold(lifeline));
            begun = true;
        } finally {
            if (!begun) {
                close();
            }
        }
    }

    /** A host may not have seen the image yet. */
    private void create() {
        try {
            driver.create(host, spec);
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.IMAGE) {
                throw e;
            }
            driver.pull(host, spec.image(), Optional.empty(), progress -> {});
            driver.create(host, spec);
        }
    }

    private void hold(ContainerProcess lifeline) {
        try {
            lifeline.copy((error, piece) -> {});
        } catch (PodSpaceException e) {
            LOG.log(Level.DEBUG, "The relay {0} is gone: {1}", spec.name(), e.getMessage());
        } finally {
            ended = true;
        }
    }

    /** Whether nothing can be reached through it any more. */
    boolean ended() {
        return ended;
    }

    /** A connection to a port, as the streams of a process that ends with code 0 once it was made. */
    ContainerProcess connect(int port) {
        return driver.run(
                host, spec.name(), new ProcessWish(List.of("nc", "127.0.0.1", Integer.toString(port)), true, false));
    }

    /** All connections end with it. */
    @Override
    public void close() {
        try {
            driver.remove(host, spec.name());
        } catch (PodSpaceException e) {
            LOG.log(Level.INFO, "The relay {0} is left for the next sweep: {1}", spec.name(), e.getMessage());
        }
    }
}
