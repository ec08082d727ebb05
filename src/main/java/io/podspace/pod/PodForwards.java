package io.podspace.pod;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostKeeper;
import io.podspace.host.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * The boundary of connections from outside to ports of pods. Editors. Whoever opens one keeps asking whether its owner may
 * still have it, see {@link PodForward}.
 */
@ApplicationScoped
public class PodForwards {
    /** Of one account at a time, on one node: some client libraries open one for each connection. */
    static final int MOST_SESSIONS = 40;

    static final int MOST_OF_PROJECT = 100;

    @Inject
    OpenPods pods;

    @Inject
    ContainerDriver driver;

    @Inject
    HostKeeper hosts;

    @Inject
    Settings settings;

    private final OpenSessions open = new OpenSessions(MOST_SESSIONS, MOST_OF_PROJECT);

    @PreDestroy
    void close() {
        open.closeAll();
    }

    /**
     * Ports of one pod, none connected yet. Whoever opens it closes it.
     *
     * @throws PodSpaceException NOT_FOUND, FORBIDDEN; CONFLICT when the pod has no running container;
     *     TOO_MANY_REQUESTS when the account or the project has too many sessions
     */
    public PodForward open(String podUid) {
        OpenPods.Found found = pods.find(podUid);
        String relay =
                Names.relay(settings.cluster(), UUID.randomUUID().toString().substring(0, 13));
        return open.add(
                found.owner().id(),
                new PodForward(
                        new Relay(
                                driver,
                                found.host(),
                                Relay.spec(
                                        settings.cluster(),
                                        relay,
                                        settings.haproxyImage(),
                                        found.pod(),
                                        found.container())),
                        found.pod().project(),
                        new Running(hosts, found.host().id(), found.container()),
                        what -> pods.note(found, what)));
    }
}
