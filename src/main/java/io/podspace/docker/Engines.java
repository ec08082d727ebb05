package io.podspace.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * Opens engines, one {@link Engine} per endpoint, kept until {@link #close}. A TCP endpoint is spoken to over mutual TLS
 * only, with {@code ca.pem}, {@code cert.pem} and {@code key.pem} of {@code <folder>/<host name>} or {@code
 * <folder>/default}.
 */
final class Engines implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration RESPONSE = Duration.ofSeconds(30);
    private static final int CONTROL_CONNECTIONS = 32;
    private static final int STREAM_CONNECTIONS = 1024;
    /** No file there: credentials of whoever runs the server must never reach a tenant's pull. */
    private static final String NO_DOCKER_CONFIG = "/nonexistent/podspace";

    private final Path certificates;
    private final Duration response;
    private final Map<URI, Engine> engines = new ConcurrentHashMap<>();

    Engines(Path certificates) {
        this(certificates, RESPONSE);
    }

    /** @param response limit of control calls, more than zero */
    Engines(Path certificates, Duration response) {
        this.certificates = certificates;
        this.response = response;
    }

    Duration response() {
        return response;
    }

    Engine of(HostRef host) {
        return engines.computeIfAbsent(host.endpoint(), endpoint -> open(host));
    }

    @Override
    public void close() {
        engines.values().forEach(Engine::close);
        engines.clear();
    }

    private Engine open(HostRef host) {
        DefaultDockerClientConfig.Builder builder = new DefaultDockerClientConfig.Builder()
                .withDockerHost(host.endpoint().toString())
                .withDockerConfig(NO_DOCKER_CONFIG);
        switch (String.valueOf(host.endpoint().getScheme())) {
            case "unix" -> builder.withDockerTlsVerify(false);
            case "tcp" ->
                builder.withDockerTlsVerify(true)
                        .withDockerCertPath(folder(host).toString());
            default ->
                throw PodSpaceException.invalid(
                        "endpoint",
                        "The engine's address %s must begin with unix:// or tcp://.".formatted(host.endpoint()));
        }
        DockerClientConfig config = builder.build();
        DockerHttpClient control = transport(config, CONTROL_CONNECTIONS, response);
        return new Engine(
                DockerClientImpl.getInstance(config, control),
                DockerClientImpl.getInstance(withSomeLogin(builder), control),
                DockerClientImpl.getInstance(config, transport(config, STREAM_CONNECTIONS, Duration.ZERO)),
                new Dialer(host.endpoint(), tls(config), CONNECT),
                response);
    }

    private static Optional<SSLContext> tls(DockerClientConfig config) {
        SSLConfig settings = config.getSSLConfig();
        try {
            return settings == null ? Optional.empty() : Optional.of(settings.getSSLContext());
        } catch (GeneralSecurityException e) {
            throw new PodSpaceException(
                    ErrorCode.HOST_UNREACHABLE,
                    "The certificates for %s cannot be used: %s".formatted(config.getDockerHost(), e.getMessage()),
                    e);
        }
    }

    /** docker-java makes its log-in command only with default credentials, which every call then replaces. */
    private static DockerClientConfig withSomeLogin(DefaultDockerClientConfig.Builder builder) {
        return builder.withRegistryUrl("replaced")
                .withRegistryUsername("replaced")
                .withRegistryPassword("replaced")
                .build();
    }

    private Path folder(HostRef host) {
        Path own = certificates.resolve(host.name());
        Path folder = Files.isDirectory(own) ? own : certificates.resolve("default");
        if (!Files.isReadable(folder.resolve("key.pem"))) {
            throw new PodSpaceException(
                    ErrorCode.HOST_UNREACHABLE,
                    "Host %s is reached over TCP, which needs TLS: put ca.pem, cert.pem and key.pem into %s."
                            .formatted(host.name(), own));
        }
        return folder;
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
