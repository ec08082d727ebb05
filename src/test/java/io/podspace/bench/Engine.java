package io.podspace.bench;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A raw client of the engine under test, without anything of PodSpace in between. */
final class Engine implements AutoCloseable {
    final DockerClient client;

    Engine(String dockerHost) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(dockerHost)
                .build();
        client = DockerClientImpl.getInstance(
                config,
                new ApacheDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .maxConnections(64)
                        .connectionTimeout(Duration.ofSeconds(5))
                        .build());
    }

    int running(Map<String, String> labels) {
        return client.listContainersCmd().withLabelFilter(labels).exec().size();
    }

    int existing(Map<String, String> labels) {
        return client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec()
                .size();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
