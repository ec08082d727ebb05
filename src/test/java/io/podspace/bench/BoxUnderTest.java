package io.podspace.bench;

import java.net.URI;
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

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalStateException(name + " is not set: start this by ./podspace bench"));
    }
}
