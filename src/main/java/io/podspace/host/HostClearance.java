package io.podspace.host;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Takes what is ours off an engine that was given up: its router, balancers, checkers, ended containers, networks. What
 * runs when a pass that had begun earlier still makes something is taken by the next round.
 */
@ApplicationScoped
class HostClearance {
    private static final Logger LOG = System.getLogger(HostClearance.class.getName());
    private static final int ROUNDS = 3;

    @Inject
    ContainerDriver driver;

    /** @return why something may be left there; empty when nothing is */
    Optional<String> clear(HostRef host) {
        try {
            for (int round = 1; round < ROUNDS && !cleared(host); round++) {
                LOG.log(Level.DEBUG, "Something of ours came to host {0} while it was cleared.", host.name());
            }
            return cleared(host) ? Optional.empty() : Optional.of("something of ours was made there again and again");
        } catch (PodSpaceException e) {
            LOG.log(Level.WARNING, "Host " + host.name() + " could not be cleared.", e);
            return Optional.of(e.getMessage());
        }
    }

    /** @return whether there was nothing */
    private boolean cleared(HostRef host) {
        return switch (driver.observe(host)) {
            case Observation.Unreachable silent ->
                throw new PodSpaceException(ErrorCode.HOST_UNREACHABLE, silent.why());
            case Observation.Seen seen -> {
                seen.containers().forEach(container -> driver.remove(host, container.id()));
                driver.networks(host).forEach(network -> driver.removeNetwork(host, network));
                yield seen.containers().isEmpty();
            }
        };
    }
}
