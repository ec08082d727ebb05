package io.podspace.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections to ports of pods by fabric8's client, which opens a WebSocket for each. */
@Tag("client")
class PortForwardTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final int MUCH = 10_000_000;

    private final String project = "ports-" + UUID.randomUUID().toString().substring(0, 8);
    private final HttpClient web = HttpClient.newHttpClient();
    private KubernetesClient client;

    @BeforeEach
    void startPod() throws Exception {
        client = Box.client();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(project)
                        .endMetadata()
                        .build())
                .create();
        client.apps()
                .deployments()
                .inNamespace(project)
                .resource(Box.deployment())
                .create();
        client.apps()
                .deployments()
                .inNamespace(project)
                .withName("web")
                .waitUntilReady(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void removeProject() {
        client.namespaces().withName(project).delete();
        client.close();
    }

    @Test
    void manyConnectionsReachAPort() throws Exception {
        try (LocalPortForward forward = pod().portForward(8080)) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> get(forward, "/name", BodyHandlers.ofString()), Thread::startVirtualThread));
            }
            for (CompletableFuture<String> answer : answers) {
                assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains("web-0");
            }
        }
    }

    @Test
    void muchComesFromAPortOfThePodsOwnLoopback() throws Exception {
        run("head -c %d /dev/urandom >/tmp/much && httpd -p 127.0.0.1:9000 -h /tmp".formatted(MUCH));
        byte[] wanted = run("cat /tmp/much");
        assertThat(wanted).hasSize(MUCH);
        try (LocalPortForward forward = pod().portForward(9000)) {
            assertThat(get(forward, "/much", BodyHandlers.ofByteArray())).isEqualTo(wanted);
        }
    }

    private <T> T get(LocalPortForward forward, String path, BodyHandler<T> body) {
        URI address = URI.create("http://127.0.0.1:%d%s".formatted(forward.getLocalPort(), path));
        HttpRequest request = HttpRequest.newBuilder(address)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .build();
        try {
            return web.send(request, body).body();
        } catch (Exception e) {
            throw new IllegalStateException("%s: %s".formatted(e, forward.getServerThrowables()), e);
        }
    }

    private byte[] run(String command) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ExecWatch run = pod().writingOutput(output).exec("sh", "-c", command)) {
            assertThat(run.exitCode().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
        }
        return output.toByteArray();
    }

    private PodResource pod() {
        return client.pods().inNamespace(project).withName("web-0");
    }
}
