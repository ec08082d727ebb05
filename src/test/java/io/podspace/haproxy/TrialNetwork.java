package io.podspace.haproxy;

import io.podspace.docker.TrialEngine;
import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerSpec.Limits;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.Observation;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxySpec.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A network of its own on the trial engine, with demo pods on it; all of it is removed at the end. */
final class TrialNetwork implements AutoCloseable {
    static final int DEMO_PORT = 8080;

    final String cluster = TrialEngine.cluster();
    final HostRef host = TrialEngine.host();
    final ContainerDriver containers = TrialEngine.driver(cluster);
    private final Map<String, String> labels = Map.of(Labels.CLUSTER, cluster);
    private final List<String> networks = new ArrayList<>();
    private final String first;

    TrialNetwork() {
        first = add();
    }

    /** How the next one that is added will be called. */
    String next() {
        return "ps-" + cluster + "-" + networks.size();
    }

    /** One more network; returns its name. The subnets come from a part of the private range that boxes do not use. */
    String add() {
        String name = next();
        for (int attempt = 0; ; attempt++) {
            int middle = ThreadLocalRandom.current().nextInt(256);
            String prefix = "10.199." + middle + ".";
            try {
                containers.ensureNetwork(
                        host, new NetworkSpec(name, "bridge", prefix + "0/24", prefix + "0/25", true, labels));
                networks.add(name);
                return name;
            } catch (PodSpaceException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }

    String name() {
        return first;
    }

    /** A demo container; returns its address on the network. */
    String pod(String name, Map<String, String> environment) {
        return pod(first, name, environment);
    }

    String pod(String network, String name, Map<String, String> environment) {
        String container = "ps-" + cluster + "-" + name;
        containers.create(
                host,
                new ContainerSpec(
                        container,
                        labels,
                        TrialEngine.demoImage(),
                        List.of(),
                        List.of(),
                        environment,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new NetworkAttachment(network, Optional.empty(), List.of())),
                        new Limits(10, 0, 64L << 20, 50),
                        List.of(),
                        true,
                        false));
        containers.start(host, container);
        return containers.inspect(host, container).orElseThrow().addresses().get(network);
    }

    /** A balancer on the network with the highest address but two as its own. */
    ProxySpec balancer(String name) {
        String pod = pod("ruler-" + name, Map.of());
        String address = pod.substring(0, pod.lastIndexOf('.') + 1) + "250";
        return new ProxySpec(
                "ps-" + cluster + "-" + name,
                Kind.BALANCER,
                host,
                List.of(
                        new NetworkAttachment("bridge", Optional.empty(), List.of()),
                        new NetworkAttachment(first, Optional.of(address), List.of(name))),
                List.of(),
                labels);
    }

    ProxySpec router(String name, int httpPort, int httpsPort) {
        return new ProxySpec(
                "ps-" + cluster + "-" + name,
                Kind.ROUTER,
                host,
                List.of(
                        new NetworkAttachment("bridge", Optional.empty(), List.of()),
                        new NetworkAttachment(first, Optional.empty(), List.of())),
                List.of(
                        new ContainerSpec.PublishedPort(ProxySpec.ROUTER_HTTP, "127.0.0.1", httpPort),
                        new ContainerSpec.PublishedPort(ProxySpec.ROUTER_HTTPS, "127.0.0.1", httpsPort)),
                labels);
    }

    Settings settings(Path folder, int httpPort, int httpsPort) {
        return Settings.from(Map.of(
                "PODSPACE_CLUSTER", cluster,
                "PODSPACE_HOME", folder.toString(),
                "PODSPACE_HAPROXY_IMAGE", TrialEngine.proxyImage(),
                "PODSPACE_ROUTER_HTTP_PORT", Integer.toString(httpPort),
                "PODSPACE_ROUTER_HTTPS_PORT", Integer.toString(httpsPort)));
    }

    @Override
    public void close() {
        if (containers.observe(host) instanceof Observation.Seen seen) {
            seen.containers().forEach(container -> containers.remove(host, container.name()));
        }
        networks.forEach(network -> containers.removeNetwork(host, network));
    }
}
