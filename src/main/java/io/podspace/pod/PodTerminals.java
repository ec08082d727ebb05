package io.podspace.pod;

import io.podspace.host.ContainerDriver;
import io.podspace.platform.PodSpaceException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The boundary of commands that people run in pods, and of what they attach to. Editors. Whoever opens a session keeps
 * asking whether its owner may still have it, see {@link PodSession}.
 */
@ApplicationScoped
public class PodTerminals {
    /** Of one account at a time, on one node. */
    static final int MOST_SESSIONS = 20;

    static final int MOST_OF_PROJECT = 100;

    @Inject
    OpenPods pods;

    @Inject
    ContainerDriver driver;

    private final OpenSessions open = new OpenSessions(MOST_SESSIONS, MOST_OF_PROJECT);

    @PreDestroy
    void close() {
        open.closeAll();
    }

    /**
     * A session with one pod, in which nothing runs yet. Whoever opens it closes it.
     *
     * @throws PodSpaceException NOT_FOUND, FORBIDDEN; CONFLICT when the pod has no running container;
     *     TOO_MANY_REQUESTS when the account or the project has too many sessions
     */
    public PodSession open(String podUid) {
        OpenPods.Found found = pods.find(podUid);
        return open.add(
                found.owner().id(),
                new PodSession(
                        driver,
                        found.host(),
                        found.container(),
                        found.pod().project(),
                        what -> pods.note(found, what)));
    }
}
