package io.podspace.haproxy;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerFile;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerSpec.Limits;
import io.podspace.host.ContainerSpec.PublishedPort;
import io.podspace.host.ContainerState;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxySpec.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes and keeps the container of a proxy. Stateless; every step may be repeated. */
final class ProxyContainer {
    private static final Logger LOG = System.getLogger(ProxyContainer.class.getName());
    /** Hash of what only a new container can change: published ports and fixed addresses. */
    static final String SHAPE = "io.podspace.proxy-shape";

    // Weights, taken from nobody: what passes all requests and checks must not wait for what it serves (decision 0276).
    private static final Limits BALANCER = new Limits(500, 0, 128L << 20, 100);
    private static final Limits ROUTER = new Limits(2000, 0, 512L << 20, 200);
    private static final String ANY_ADDRESS = "0.0.0.0";

    private final ContainerDriver containers;
    private final String image;

    /** @param container runs; @param missing networks of its specification that it could not join */
    record Ensured(ObservedContainer container, List<NetworkAttachment> missing) {}

    ProxyContainer(ContainerDriver containers, String image) {
        this.containers = containers;
        this.image = image;
    }

    /**
     * Brings container and networks to the specification.
     *
     * @param initial files of a proxy that serves nothing yet; asked for only when they are needed
     * @param broken it was found running without answering: its files are written anew
     */
    Ensured ensure(ProxySpec spec, Supplier<List<ContainerFile>> initial, boolean broken) {
        Optional<ObservedContainer> seen = containers.inspect(spec.host(), spec.name());
        Optional<String> unfit = seen.flatMap(container -> unfit(spec, container));
        if (unfit.isPresent()) {
            LOG.log(Level.INFO, "Proxy {0} is made anew: {1}", spec.name(), unfit.get());
            containers.remove(spec.host(), spec.name());
            seen = Optional.empty();
        }
        if (seen.isEmpty()) {
            create(spec);
        }
        ContainerState state = seen.map(ObservedContainer::state).orElse(ContainerState.CREATED);
        if (state != ContainerState.RUNNING) {
            if (state == ContainerState.CREATED || broken) {
                containers.upload(spec.host(), spec.name(), initial.get());
            }
            containers.start(spec.host(), spec.name());
        }
        ObservedContainer running = containers
                .inspect(spec.host(), spec.name())
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.PROXY, "The container of proxy %s is gone again.".formatted(spec.name())));
        return new Ensured(running, networks(spec, running));
    }

    /** A host that was added has not seen the image yet. */
    private void create(ProxySpec spec) {
        ContainerSpec wanted = containerSpec(spec);
        try {
            containers.create(spec.host(), wanted);
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.IMAGE) {
                throw e;
            }
            LOG.log(Level.INFO, "Host {0} fetches {1}", spec.host().name(), image);
            containers.pull(spec.host(), image, Optional.empty(), progress -> {});
            containers.create(spec.host(), wanted);
        }
    }

    /** Why this container cannot become the proxy; what is in its files is known from elsewhere, so it is not missed. */
    private static Optional<String> unfit(ProxySpec spec, ObservedContainer container) {
        if (!shape(spec).equals(container.labels().get(SHAPE))) {
            return Optional.of("its ports or addresses changed");
        }
        return switch (container.state()) {
            case RESTARTING, DEAD -> Optional.of("it ends as soon as it starts");
            case CREATED, RUNNING, PAUSED, REMOVING, EXITED -> Optional.empty();
        };
    }

    /** Where the proxy's control port is reached now; empty while the container does not run. */
    static Optional<InetSocketAddress> control(ProxySpec spec, ObservedContainer container) {
        return container.state() == ContainerState.RUNNING
                ? Optional.ofNullable(container.publishedPorts().get(ProxySpec.CONTROL))
                        .map(port -> new InetSocketAddress(spec.host().address(), port))
                : Optional.empty();
    }

    private List<NetworkAttachment> networks(ProxySpec spec, ObservedContainer running) {
        Set<String> surplus = new HashSet<>(running.addresses().keySet());
        List<NetworkAttachment> missing = spec.networks().stream()
                .filter(wanted -> !surplus.remove(wanted.network()))
                .filter(wanted -> !joins(spec, wanted, Level.WARNING))
                .toList();
        surplus.forEach(network -> containers.disconnect(spec.host(), spec.name(), network));
        return missing;
    }

    /** Tries once more. @return those of the networks that it cannot join yet */
    List<NetworkAttachment> join(ProxySpec spec, List<NetworkAttachment> missing) {
        return missing.stream()
                .filter(wanted -> !joins(spec, wanted, Level.DEBUG))
                .toList();
    }

    /** One network that is not there must not keep a router's other traffic away. */
    private boolean joins(ProxySpec spec, NetworkAttachment wanted, Level level) {
        try {
            containers.connect(spec.host(), spec.name(), wanted);
            return true;
        } catch (PodSpaceException e) {
            if (spec.kind() == Kind.BALANCER || e.code() == ErrorCode.HOST_UNREACHABLE) {
                throw e;
            }
            LOG.log(level, "Proxy {0} cannot join a network yet: {1}", spec.name(), e.getMessage());
            return false;
        }
    }

    private ContainerSpec containerSpec(ProxySpec spec) {
        Map<String, String> labels = new HashMap<>(spec.labels());
        labels.put(SHAPE, shape(spec));
        List<PublishedPort> ports = new ArrayList<>(spec.publish());
        String address = spec.host().address();
        ports.add(new PublishedPort(ProxySpec.CONTROL, address.matches("[0-9.]+") ? address : ANY_ADDRESS, 0));
        return new ContainerSpec(
                spec.name(),
                labels,
                image,
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                spec.networks(),
                spec.kind() == Kind.BALANCER ? BALANCER : ROUTER,
                ports,
                false,
                true);
    }

    private static String shape(ProxySpec spec) {
        StringBuilder text = new StringBuilder(spec.host().address());
        spec.publish().forEach(text::append);
        spec.networks().stream()
                .filter(network -> network.address().isPresent())
                .forEach(network ->
                        text.append(network.network()).append(network.address()).append(network.aliases()));
        return CertificateFile.hash(text.toString()).substring(0, 16);
    }
}
