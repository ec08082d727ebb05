package io.podspace.pod;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostKeeper;
import io.podspace.host.HostRef;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;

/**
 * Removes relays whose server is gone: they end by themselves, see {@link Relay}. One that was made and not started is
 * removed when two sweeps have seen it so.
 */
@ApplicationScoped
public class RelaySweep {
    private static final Logger LOG = System.getLogger(RelaySweep.class.getName());

    @Inject
    HostKeeper hosts;

    @Inject
    ContainerDriver driver;

    private Set<String> idle = new HashSet<>();

    /** Sweeps once. */
    public void run() {
        Set<String> seen = new HashSet<>();
        hosts.seen(Relay.KIND)
                .forEach((host, relays) -> relays.forEach(relay -> {
                    switch (relay.state()) {
                        case EXITED, DEAD -> remove(host, relay);
                        case CREATED -> {
                            seen.add(relay.id());
                            if (idle.contains(relay.id())) {
                                remove(host, relay);
                            }
                        }
                        case RUNNING, PAUSED, RESTARTING, REMOVING -> {
                            // somebody holds it, or it is on its way out
                        }
                    }
                }));
        idle = seen;
    }

    private void remove(HostRef host, ObservedContainer relay) {
        try {
            driver.remove(host, relay.name());
        } catch (PodSpaceException e) {
            LOG.log(Level.INFO, "The relay {0} could not be removed: {1}", relay.name(), e.getMessage());
        }
    }
}
