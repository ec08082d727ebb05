package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.NetworkSpec;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Project networks of the engines. An engine allows two networks of one name; this room never makes the second. Its own
 * check is not serialised, so changes are, host by host: one that hangs must not hold up another.
 */
final class Networks {
    private static final Map<String, String> SEPARATED = Map.of("com.docker.network.bridge.enable_icc", "false");

    private final String cluster;
    private final Engines engines;
    private final Map<Long, ReentrantLock> locks = new ConcurrentHashMap<>();

    Networks(String cluster, Engines engines) {
        this.cluster = cluster;
        this.engines = engines;
    }

    void ensure(HostRef host, NetworkSpec wanted) {
        alone(host, client -> ensureAlone(client, host, wanted));
    }

    void remove(HostRef host, String name) {
        alone(host, client -> removeAlone(client, host, name));
    }

    List<String> names(HostRef host) {
        return engines.of(host)
                .ask(host, client -> ours(client).stream().map(Network::getName).toList());
    }

    private void alone(HostRef host, Consumer<DockerClient> change) {
        engines.of(host).ask(host, client -> {
            ReentrantLock lock = locks.computeIfAbsent(host.id(), id -> new ReentrantLock());
            lock.lock();
            try {
                change.accept(client);
            } finally {
                lock.unlock();
            }
            return null;
        });
    }

    private void ensureAlone(DockerClient client, HostRef host, NetworkSpec wanted) {
        Optional<Network> present = find(client, wanted.name());
        if (present.isPresent()) {
            if (fits(present.get(), wanted)) {
                return;
            }
            // Left from an attempt with another subnet, which another host refused, or of another driver.
            replaceable(client, host, present.get(), wanted);
        }
        create(client, host, wanted);
    }

    private void removeAlone(DockerClient client, HostRef host, String name) {
        Optional<Network> present = find(client, name);
        if (present.isEmpty()) {
            return;
        }
        try {
            client.removeNetworkCmd(present.get().getId()).exec();
        } catch (NotFoundException e) {
            return; // somebody was faster: what was wanted is so
        } catch (DockerException e) {
            if (EngineErrors.words(e).contains("has active endpoints")) {
                throw new PodSpaceException(
                        ErrorCode.CONFLICT,
                        "Network %s of host %s still has containers.".formatted(name, host.name()),
                        e);
            }
            throw e;
        }
    }

    private void replaceable(DockerClient client, HostRef host, Network present, NetworkSpec wanted) {
        try {
            removeAlone(client, host, wanted.name()); // refused by the engine if in use
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.CONFLICT || wanted.driver().equals(present.getDriver())) {
                throw e;
            }
            throw new PodSpaceException(
                    ErrorCode.ENGINE,
                    ("Network %s of host %s was made with the driver %s, not %s, and has containers, so it stays as it is. Stop the project's"
                                    + " pods and delete its services, and it is made anew; or go back to the driver %s.")
                            .formatted(
                                    wanted.name(),
                                    host.name(),
                                    present.getDriver(),
                                    wanted.driver(),
                                    present.getDriver()),
                    e);
        }
    }

    private void create(DockerClient client, HostRef host, NetworkSpec wanted) {
        try {
            client.createNetworkCmd()
                    .withName(wanted.name())
                    .withCheckDuplicate(true)
                    .withDriver(wanted.driver())
                    .withAttachable(wanted.driver().equals("overlay"))
                    .withInternal(!wanted.egress())
                    .withOptions(wanted.separated() ? SEPARATED : Map.of())
                    .withLabels(wanted.labels())
                    .withIpam(new Network.Ipam()
                            .withConfig(new Network.Ipam.Config()
                                    .withSubnet(wanted.subnet())
                                    .withIpRange(wanted.podRange())))
                    .exec();
        } catch (DockerException e) {
            String words = EngineErrors.words(e).toLowerCase(Locale.ROOT);
            if (words.contains("overlap") || words.contains("conflicts with network")) {
                throw new PodSpaceException(
                        ErrorCode.ALREADY_EXISTS,
                        "Subnet %s overlaps with another network of host %s.".formatted(wanted.subnet(), host.name()),
                        e);
            }
            if (words.contains("already exists")) {
                throw new PodSpaceException(
                        ErrorCode.ALREADY_EXISTS,
                        "A network named %s that is not ours exists on host %s.".formatted(wanted.name(), host.name()),
                        e);
            }
            throw e;
        }
    }

    private static boolean fits(Network present, NetworkSpec wanted) {
        boolean subnet = present.getIpam().getConfig().stream()
                .anyMatch(config -> wanted.subnet().equals(config.getSubnet()));
        return subnet
                && wanted.driver().equals(present.getDriver())
                && Boolean.TRUE.equals(present.getInternal()) != wanted.egress();
    }

    private Optional<Network> find(DockerClient client, String name) {
        return ours(client).stream()
                .filter(network -> network.getName().equals(name))
                .findFirst();
    }

    private List<Network> ours(DockerClient client) {
        return client.listNetworksCmd()
                .withFilter("label", List.of(Labels.CLUSTER + "=" + cluster))
                .exec();
    }
}
