package io.podspace.docker;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostRef;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/**
 * The engine that tests may use: {@code DOCKER_HOST}, else the default socket. Fails with what to do when none answers.
 * Everything a test makes carries a cluster label of its own, and is removed by it.
 */
public final class TrialEngine {
    private TrialEngine() {}

    public static HostRef host() {
        String endpoint = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        URI uri = URI.create(endpoint);
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(uri.getPath()));
        } catch (IOException e) {
            throw new AssertionError(
                    "No engine answers at %s. Start one, and name it in DOCKER_HOST=unix://<socket>; ./podspace test does both."
                            .formatted(endpoint),
                    e);
        }
        return new HostRef(1, "trial", uri, "127.0.0.1");
    }

    public static String cluster() {
        return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }

    /** A driver for what carries the cluster's label on the trial engine. */
    public static ContainerDriver driver(String cluster) {
        return new DockerContainerDriver(cluster, Path.of("none"), Clock.systemUTC());
    }

    public static String demoImage() {
        return System.getenv().getOrDefault("PODSPACE_TEST_DEMO_IMAGE", "podspace/demo:dev");
    }

    public static String proxyImage() {
        return System.getenv().getOrDefault("PODSPACE_TEST_HAPROXY_IMAGE", "podspace/haproxy:dev");
    }
}
