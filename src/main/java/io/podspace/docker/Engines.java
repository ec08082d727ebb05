package io.podspace.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import io.podspace.host.EngineTls;
import io.podspace.host.HostRef;
import io.podspace.platform.PodSpaceException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * Opens engines, one {@link Engine} for each way in which one is reached and each id that one may have there, kept until {@link #close}. A TCP endpoint is
 * spoken to over mutual TLS only.
 */
final class Engines implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration RESPONSE = Duration.ofSeconds(30);
    private static final int CONTROL_CONNECTIONS = 32;
    private static final int STREAM_CONNECTIONS = 1024;
    /** No file there: credentials of whoever runs the server must never reach a tenant's pull. */
    private static final String NO_DOCKER_CONFIG = "/nonexistent/podspace";

    private final EngineCertificates certificates;
    private final Duration response;
    private final Map<Way, Engine> engines = new ConcurrentHashMap<>();

    private record Way(URI endpoint, String tls, String engine) {}

    Engines(EngineCertificates certificates) {
        this(certificates, RESPONSE);
    }

    /** @param response limit of control calls, more than zero */
    Engines(EngineCertificates certificates, Duration response) {
        this.certificates = certificates;
        this.response = response;
    }

    Duration response() {
        return response;
    }

    Engine of(HostRef host) {
        return engines.computeIfAbsent(
                new Way(host.endpoint(), host.tls(), host.engine()), way -> open(host, Optional.empty(), response));
    }

    /** An engine that is not kept; the caller closes it. @param tls empty: what the host has */
    Engine open(HostRef host, Optional<EngineTls> tls, Duration limit) {
        DefaultDockerClientConfig.Builder builder = new DefaultDockerClientConfig.Builder()
                .withDockerHost(host.endpoint().toString())
                .withDockerConfig(NO_DOCKER_CONFIG);
        Optional<SSLContext> context = context(host, tls);
        builder.withDockerTlsVerify(context.isPresent());
        context.ifPresent(found -> builder.withCustomSslConfig(() -> found));
        DockerClientConfig config = builder.build();
        DockerHttpClient control = transport(config, CONTROL_CONNECTIONS, limit);
        return new Engine(
                new Standing(host),
                DockerClientImpl.getInstance(config, control),
                DockerClientImpl.getInstance(withSomeLogin(builder), control),
                DockerClientImpl.getInstance(config, transport(config, STREAM_CONNECTIONS, Duration.ZERO)),
                new Dialer(host.endpoint(), context, CONNECT),
                limit);
    }

    @Override
    public void close() {
        engines.values().forEach(Engine::close);
        engines.clear();
    }

    private Optional<SSLContext> context(HostRef host, Optional<EngineTls> tls) {
        return switch (String.valueOf(host.endpoint().getScheme())) {
            case "unix" -> Optional.empty();
            case "tcp" -> Optional.of(certificates.context(host, tls));
            default ->
                throw PodSpaceException.invalid(
                        "endpoint",
                        "The engine's address %s must begin with unix:// or tcp://.".formatted(host.endpoint()));
        };
    }

    /** docker-java makes its log-in command only with default credentials, which every call then replaces. */
    private static DockerClientConfig withSomeLogin(DefaultDockerClientConfig.Builder builder) {
        return builder.withRegistryUrl("replaced")
                .withRegistryUsername("replaced")
                .withRegistryPassword("replaced")
                .build();
    }

    private static DockerHttpClient transport(DockerClientConfig config, int connections, Duration response) {
        return new ApacheDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(connections)
                .connectionTimeout(CONNECT)
                .responseTimeout(response)
                .build();
    }
}
