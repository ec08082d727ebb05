package io.podspace.host;

import java.util.List;
import java.util.Map;

/** Specifications that differ in one thing from another. */
final class Variants {
    private Variants() {}

    static ContainerSpec withLabels(ContainerSpec of, Map<String, String> labels) {
        return copy(of, labels, of.image(), of.publish());
    }

    static ContainerSpec withImage(ContainerSpec of, String image) {
        return copy(of, of.labels(), image, of.publish());
    }

    static ContainerSpec publishing(ContainerSpec of) {
        return copy(of, of.labels(), of.image(), List.of(new ContainerSpec.PublishedPort(8080, "127.0.0.1", 0)));
    }

    private static ContainerSpec copy(
            ContainerSpec of, Map<String, String> labels, String image, List<ContainerSpec.PublishedPort> publish) {
        return new ContainerSpec(
                of.name(),
                labels,
                image,
                of.command(),
                of.arguments(),
                of.environment(),
                of.workingDirectory(),
                of.user(),
                of.networks(),
                of.limits(),
                publish,
                of.forwarding(),
                of.restart());
    }

    static NetworkSpec withDriver(NetworkSpec spec, String driver) {
        return new NetworkSpec(
                spec.name(), driver, spec.subnet(), spec.podRange(), spec.egress(), spec.separated(), spec.labels());
    }
}
