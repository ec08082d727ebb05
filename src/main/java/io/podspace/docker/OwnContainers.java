package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which containers are ours: one without the label of our cluster is treated as if it were not there. */
final class OwnContainers {
    private final String cluster;
    private final Map<Long, Observer> observers = new ConcurrentHashMap<>();

    OwnContainers(String cluster) {
        this.cluster = cluster;
    }

    /** A guard against our own mistakes: nothing is made that would not be found again. */
    void mustBeOurs(Map<String, String> labels, String name) {
        if (!cluster.equals(labels.get(Labels.CLUSTER))) {
            throw new PodSpaceException(
                    ErrorCode.INTERNAL, "%s does not carry the label of cluster %s.".formatted(name, cluster));
        }
    }

    /** What is remembered of a host's containers. */
    Observer observer(HostRef host) {
        return observers.computeIfAbsent(host.id(), id -> new Observer(cluster));
    }

    /** @throws PodSpaceException NOT_FOUND */
    String require(DockerClient client, HostRef host, String container) {
        return id(client, host, container)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.NOT_FOUND, "Host %s has no container %s of ours.".formatted(host.name(), container)));
    }

    /** Known from the last listing, or asked for: most calls concern what was listed a moment ago. */
    Optional<String> id(DockerClient client, HostRef host, String container) {
        return observer(host).id(container).or(() -> find(client, container).map(InspectContainerResponse::getId));
    }

    /** Whether somebody has a container of that name or id, ours or not. */
    static boolean isThere(DockerClient client, String container) {
        try {
            client.inspectContainerCmd(container).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** By name or id; one without our label is not there. */
    Optional<InspectContainerResponse> find(DockerClient client, String container) {
        try {
            InspectContainerResponse seen =
                    client.inspectContainerCmd(container).exec();
            Map<String, String> labels = seen.getConfig().getLabels();
            return labels != null && cluster.equals(labels.get(Labels.CLUSTER)) ? Optional.of(seen) : Optional.empty();
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
