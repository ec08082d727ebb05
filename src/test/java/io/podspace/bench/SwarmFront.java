package io.podspace.bench;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.podspace.haproxy.LiveRotation;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The HAProxy in front of a service of Swarm, with the time limits and retries of PodSpace's router. */
final class SwarmFront implements AutoCloseable {
    private static final ExposedPort HTTP = ExposedPort.tcp(8080);
    private static final ExposedPort STATS = ExposedPort.tcp(9999);
    private static final String CONFIG = """
            global
                stats socket ipv4@0.0.0.0:9999 level user
            resolvers docker
                nameserver dns 127.0.0.11:53
                accepted_payload_size 8192
                timeout resolve 200ms
                hold valid 200ms
            defaults
                mode http
                option redispatch 1
                retries 3
                retry-on conn-failure empty-response
                timeout connect 5s
                timeout client 30s
                timeout server 30s
                timeout http-request 10s
                timeout queue 5s
                timeout tunnel 1h
                timeout check 1s
            frontend edge
                bind :8080
                default_backend swarm
            backend swarm
                balance roundrobin
                option httpchk GET /health
                http-check expect status 200
                default-server check inter 1s fastinter 250ms fall 3 rise 1 observe layer4 error-limit 1 on-error fastinter
                server-template s 40 %s:8080 resolvers docker init-addr none
            """;

    private final Engine engine;
    private final String id;
    private final int httpPort;
    private final int statsPort;

    /** @param service name of the service, and of its network */
    SwarmFront(Engine engine, String image, String service) {
        this.engine = engine;
        id = engine.client
                .createContainerCmd(image)
                .withEnv("CONFIG=" + CONFIG.formatted(service))
                .withCmd(
                        "/bin/sh",
                        "-c",
                        "echo \"$CONFIG\" >/etc/haproxy/front.cfg && exec /usr/sbin/haproxy -W -db -f /etc/haproxy/front.cfg")
                .withExposedPorts(HTTP, STATS)
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode(service)
                        .withPortBindings(loopback(HTTP), loopback(STATS)))
                .exec()
                .getId();
        engine.client.startContainerCmd(id).exec();
        InspectContainerResponse made = engine.client.inspectContainerCmd(id).exec();
        httpPort = published(made, HTTP);
        statsPort = published(made, STATS);
    }

    private static PortBinding loopback(ExposedPort port) {
        return new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port);
    }

    private static int published(InspectContainerResponse made, ExposedPort port) {
        return Integer.parseInt(
                List.of(made.getNetworkSettings().getPorts().getBindings().get(port))
                        .getFirst()
                        .getHostPortSpec());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    LiveRotation rotation() throws IOException {
        return LiveRotation.ofBackend(statsPort, "swarm");
    }

    @Override
    public void close() {
        engine.client.removeContainerCmd(id).withForce(true).exec();
    }
}
