package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.podspace.host.ContainerSpec;
import io.podspace.host.HostRef;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** The life of our containers: made or adopted, started, put on networks and off, stopped, removed. */
final class Containers {
    private final Engines engines;
    private final OwnContainers ours;

    Containers(Engines engines, OwnContainers ours) {
        this.engines = engines;
        this.ours = ours;
    }

    String create(HostRef host, ContainerSpec spec) {
        ours.mustBeOurs(spec.labels(), spec.name());
        return ask(host, client -> {
            // also that it is ours: a network of somebody else's container is none of our business
            spec.beside().ifPresent(container -> ours.require(client, host, container));
            String id = createOrAdopt(client, host, spec);
            ours.observer(host).made(spec.name(), id);
            spec.networks().stream().skip(1).forEach(each -> Attachments.connect(client, id, each));
            return id;
        });
    }

    private String createOrAdopt(DockerClient client, HostRef host, ContainerSpec spec) {
        try {
            return AllowList.request(client, spec).exec().getId();
        } catch (ConflictException e) {
            boolean there =
                    OwnContainers.isThere(client, spec.name()); // first: what appears a moment later may be ours
            return ours.find(client, spec.name())
                    .map(InspectContainerResponse::getId)
                    .orElseThrow(() -> taken(host, spec, there, e));
        }
    }

    /** An engine gives a name away before the container is there to be found: somebody who died may have asked for it. */
    private static PodSpaceException taken(HostRef host, ContainerSpec spec, boolean there, ConflictException cause) {
        return there
                ? new PodSpaceException(
                        ErrorCode.ALREADY_EXISTS,
                        "Host %s has a container named %s that is not ours. Remove or rename it there."
                                .formatted(host.name(), spec.name()),
                        cause)
                : new PodSpaceException(
                        ErrorCode.NOT_FOUND,
                        "Host %s is still making the container %s. It is looked at again."
                                .formatted(host.name(), spec.name()),
                        cause);
    }

    void start(HostRef host, String container) {
        act(host, client -> {
            try {
                client.startContainerCmd(ours.require(client, host, container)).exec();
            } catch (NotModifiedException e) {
                return; // runs already
            } finally {
                ours.observer(host).forget(container);
            }
        });
    }

    void stop(HostRef host, String container, Duration grace) {
        Optional<String> id = ask(host, client -> ours.id(client, host, container));
        id.ifPresent(found -> engines.of(host).await(host, grace.plus(engines.response()), client -> {
            try {
                return client.stopContainerCmd(found)
                        .withTimeout(Math.toIntExact(grace.plusMillis(999).toSeconds()))
                        .exec();
            } catch (NotModifiedException | NotFoundException e) {
                return null; // has stopped, or is gone
            }
        }));
        ours.observer(host).forget(container);
    }

    void signal(HostRef host, String container, String signal) {
        act(host, client -> client.killContainerCmd(ours.require(client, host, container))
                .withSignal(signal)
                .exec());
    }

    void remove(HostRef host, String container) {
        onOurs(host, container, (client, id) -> {
            try {
                client.removeContainerCmd(id)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            } catch (NotFoundException e) {
                return; // gone
            } catch (ConflictException e) {
                if (!EngineErrors.words(e).contains("already in progress")) {
                    throw e;
                }
            }
        });
    }

    /**
     * @return its id
     * @throws PodSpaceException NOT_FOUND
     */
    String require(HostRef host, String container) {
        return ask(host, client -> ours.require(client, host, container));
    }

    void connect(HostRef host, String container, NetworkAttachment attachment) {
        act(host, client -> Attachments.connect(client, ours.require(client, host, container), attachment));
    }

    void disconnect(HostRef host, String container, String network) {
        onOurs(host, container, (client, id) -> Attachments.disconnect(client, id, network));
    }

    Optional<ObservedContainer> inspect(HostRef host, String container) {
        Optional<ObservedContainer> seen =
                ask(host, client -> ours.find(client, container).map(Mapping::container));
        seen.ifPresent(ours.observer(host)::inspected);
        return seen;
    }

    private <T> T ask(HostRef host, Function<DockerClient, T> call) {
        return engines.of(host).ask(host, call);
    }

    private void act(HostRef host, Consumer<DockerClient> call) {
        ask(host, client -> {
            call.accept(client);
            return null;
        });
    }

    private void onOurs(HostRef host, String container, BiConsumer<DockerClient, String> call) {
        act(host, client -> ours.id(client, host, container).ifPresent(id -> call.accept(client, id)));
        ours.observer(host).forget(container);
    }
}
