package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostRef;
import io.podspace.host.Observation;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes networks of projects away. Where many containers come and go at once an engine may miscount who is in a network, and
 * then refuses to remove it, empty as it is, until the engine is started anew. No project waits for that: the network is
 * left over, and goes when the engine lets it.
 */
final class NetworkRemovals {
    private static final Logger LOG = System.getLogger(NetworkRemovals.class.getName());
    /** So long a refusal is believed although nothing is seen in the network: whoever has just left may still be counted. */
    private static final Duration BELIEVED = Duration.ofSeconds(10);

    private record Place(long host, String network) {}

    private final ContainerDriver driver;
    private final Clock clock;
    private final Map<Place, Instant> refused = new ConcurrentHashMap<>();

    NetworkRemovals(ContainerDriver driver, Clock clock) {
        this.driver = driver;
        this.clock = clock;
    }

    /**
     * Returns when the network is gone, or left over.
     *
     * @throws PodSpaceException CONFLICT while containers are in it, or what the engine said
     */
    void remove(HostRef host, String network) {
        Place place = new Place(host.id(), network);
        try {
            driver.removeNetwork(host, network);
            refused.remove(place);
        } catch (PodSpaceException e) {
            if (e.code() != ErrorCode.CONFLICT || !miscounted(host, place)) {
                throw e;
            }
            LOG.log(Level.WARNING, """
                    Host {0} does not remove the empty network {1}, which its engine takes for used. It is left over until \
                    the engine is started anew.""", host.name(), network);
        }
    }

    private boolean miscounted(HostRef host, Place place) {
        if (containers(host).stream()
                .anyMatch(container -> container.addresses().containsKey(place.network()))) {
            refused.remove(place);
            return false;
        }
        Instant since = refused.computeIfAbsent(place, first -> clock.instant());
        return !since.plus(BELIEVED).isAfter(clock.instant());
    }

    /** Tries again with the network of a project that is no more, if it is there. */
    void removeLeftOver(HostRef host, String network) {
        try {
            if (driver.networks(host).contains(network)) {
                driver.removeNetwork(host, network);
            }
            refused.remove(new Place(host.id(), network));
        } catch (PodSpaceException e) {
            LOG.log(Level.DEBUG, "The network " + network + " is still left over.", e);
        }
    }

    /** @throws PodSpaceException HOST_UNREACHABLE */
    List<ObservedContainer> containers(HostRef host) {
        return switch (driver.observe(host)) {
            case Observation.Seen seen -> seen.containers();
            case Observation.Unreachable unreachable ->
                throw new PodSpaceException(ErrorCode.HOST_UNREACHABLE, unreachable.why());
        };
    }
}
