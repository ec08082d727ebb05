package io.podspace.host;

import java.util.List;
import java.util.Optional;

/**
 * A container's place on a network.
 *
 * @param network name
 * @param address fixed address, else the engine chooses
 * @param aliases extra names on that network
 */
public record NetworkAttachment(String network, Optional<String> address, List<String> aliases) {
    public NetworkAttachment {
        aliases = List.copyOf(aliases);
    }
}
