package io.podspace.bench;

import com.github.dockerjava.api.model.Container;
import io.podspace.haproxy.LiveRotation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The box that {@code ./podspace bench} started.
 *
 * @param images prefix of its images
 * @param kubeconfig file
 */
record BoxUnderTest(
        String home, URI console, URI router, String cluster, String images, String passwordFile, String kubeconfig) {
    static BoxUnderTest ofEnvironment() {
        return new BoxUnderTest(
                variable("PODSPACE_HOME"),
                URI.create(variable("PODSPACE_BENCH_URL")),
                URI.create(variable("PODSPACE_BENCH_ROUTER")),
                variable("PODSPACE_BENCH_CLUSTER"),
                variable("PODSPACE_BENCH_PREFIX"),
                variable("PODSPACE_BENCH_PASSWORD_FILE"),
                variable("PODSPACE_BENCH_KUBECONFIG"));
    }

    static String engine() {
        return variable("DOCKER_HOST");
    }

    String image(String name) {
        return images + "/" + name;
    }

    /**
     * Who is in rotation for a route of this host name.
     *
     * @throws IOException when the router does not answer, or does not know it yet
     */
    LiveRotation rotation(Engine engine, String host) throws IOException {
        Container router = engine.client
                .listContainersCmd()
                .withLabelFilter(Map.of("io.podspace.cluster", cluster, "io.podspace.kind", "router"))
                .exec()
                .getFirst();
        int port = Arrays.stream(router.getPorts())
                .filter(each -> each.getPrivatePort() == LiveRotation.controlPort() && each.getPublicPort() != null)
                .findFirst()
                .orElseThrow()
                .getPublicPort();
        return LiveRotation.ofRoute(Path.of(home, "secrets", "pki"), router.getNames()[0].substring(1), port, host);
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalStateException(name + " is not set: start this by ./podspace bench"));
    }
}
