package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.podspace.host.NetworkAttachment;
import java.util.Optional;

/** Connects a container, known to be ours, to networks and disconnects it; both may be repeated. */
final class Attachments {
    private Attachments() {}

    static void connect(DockerClient client, String id, NetworkAttachment wanted) {
        ContainerNetwork present = client.inspectContainerCmd(id)
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .get(wanted.network());
        if (present != null) {
            if (wanted.address().isEmpty() || wanted.address().equals(fixedAddress(present))) {
                return;
            }
            disconnect(client, id, wanted.network());
        }
        ContainerNetwork endpoint = new ContainerNetwork().withAliases(wanted.aliases());
        wanted.address()
                .ifPresent(address -> endpoint.withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address)));
        client.connectToNetworkCmd()
                .withContainerId(id)
                .withNetworkId(wanted.network())
                .withContainerNetwork(endpoint)
                .exec();
    }

    static void disconnect(DockerClient client, String id, String network) {
        try {
            client.disconnectFromNetworkCmd()
                    .withContainerId(id)
                    .withNetworkId(network)
                    .exec();
        } catch (NotFoundException e) {
            return; // no such network, so not connected
        } catch (DockerException e) {
            if (!EngineErrors.words(e).contains("is not connected to")) {
                throw e;
            }
        }
    }

    private static Optional<String> fixedAddress(ContainerNetwork endpoint) {
        return Optional.ofNullable(endpoint.getIpamConfig()).map(ContainerNetwork.Ipam::getIpv4Address);
    }
}
