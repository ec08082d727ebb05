package io.podspace.pod;

import io.podspace.activity.Activities;
import io.podspace.activity.Severity;
import io.podspace.activity.Subject;
import io.podspace.host.ContainerDriver;
import io.podspace.host.HostRef;
import io.podspace.host.HostView;
import io.podspace.host.LiveHosts;
import io.podspace.host.Names;
import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.platform.Transactions;
import io.podspace.security.CurrentUser;
import io.podspace.security.Identity;
import io.podspace.security.Permission;
import io.podspace.security.SystemWork;
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

    @Inject
    PodPlaces places;

    @Inject
    LiveHosts hosts;

    @Inject
    ContainerDriver driver;

    @Inject
    Transactions transactions;

    @Inject
    Activities activities;

    @Inject
    SystemWork system;

    @Inject
    CurrentUser user;

    @Inject
    Settings settings;

    private final OpenSessions open = new OpenSessions(MOST_SESSIONS);

    @PreDestroy
    void close() {
        open.closeAll();
    }

    /**
     * A session with one pod, in which nothing runs yet. Whoever opens it closes it.
     *
     * @throws PodSpaceException NOT_FOUND, FORBIDDEN; CONFLICT when the pod has no running container;
     *     TOO_MANY_REQUESTS when the account has too many sessions
     */
    public PodSession open(String podUid) {
        PodPlace pod = transactions.read(() -> places.find(podUid, Permission.EDIT));
        if (pod.container().isEmpty() || pod.host().isEmpty() || pod.phase() == PodPhase.ENDED) {
            throw new PodSpaceException(
                    ErrorCode.CONFLICT,
                    "The pod '%s' does not run, so nothing can be done in it. Wait for it.".formatted(pod.name()));
        }
        Identity owner = user.require();
        HostRef host = hosts.list().stream()
                .filter(each -> each.id() == pod.host().get())
                .findFirst()
                .map(HostView::ref)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.HOST_UNREACHABLE, "The host of '%s' is not known any more.".formatted(pod.name())));
        return open.add(
                owner.id(),
                new PodSession(
                        driver,
                        host,
                        Names.pod(settings.cluster(), pod.id()),
                        pod.project(),
                        what -> note(pod, owner, what)));
    }

    /** Sessions outlive the request, so the note is written in the platform's name about its owner. */
    private void note(PodPlace pod, Identity owner, String what) {
        system.run(() -> activities.record(
                new Subject(
                        pod.project(),
                        Changed.Topic.DEPLOYMENT,
                        pod.owner().uid(),
                        pod.owner().name()),
                Severity.NORMAL,
                "PodSession",
                "%s: %s".formatted(pod.name(), what),
                owner.name()));
    }
}
