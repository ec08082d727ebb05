package io.podspace.pod;

import io.podspace.activity.Activities;
import io.podspace.activity.Severity;
import io.podspace.host.HostRef;
import io.podspace.host.HostView;
import io.podspace.host.LiveHosts;
import io.podspace.host.Names;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.platform.Transactions;
import io.podspace.security.CurrentUser;
import io.podspace.security.Identity;
import io.podspace.security.Permission;
import io.podspace.security.SystemWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What sessions of all kinds with pods begin with, and a note of what was done in them. Editors. */
@ApplicationScoped
class OpenPods {
    @Inject
    PodPlaces places;

    @Inject
    Transactions transactions;

    @Inject
    CurrentUser user;

    @Inject
    LiveHosts hosts;

    @Inject
    Activities activities;

    @Inject
    SystemWork system;

    @Inject
    Settings settings;

    /** @param container its name */
    record Found(PodPlace pod, HostRef host, String container, Identity owner) {}

    /** @throws PodSpaceException NOT_FOUND, FORBIDDEN; CONFLICT when the pod has no running container */
    Found find(String uid) {
        PodPlace pod = transactions.read(() -> places.find(uid, Permission.EDIT));
        if (pod.container().isEmpty() || pod.host().isEmpty() || pod.phase() == PodPhase.ENDED) {
            throw new PodSpaceException(
                    ErrorCode.CONFLICT,
                    "The pod '%s' does not run, so nothing can be done in it. Wait for it.".formatted(pod.name()));
        }
        HostRef host = hosts.list().stream()
                .filter(each -> each.id() == pod.host().get())
                .findFirst()
                .map(HostView::ref)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.HOST_UNREACHABLE, "The host of '%s' is not known any more.".formatted(pod.name())));
        return new Found(pod, host, Names.pod(settings.cluster(), pod.id()), user.require());
    }

    /** Sessions outlive the request, so the note is written in the platform's name about its owner. */
    void note(Found found, String what) {
        PodPlace pod = found.pod();
        system.run(() -> activities.record(
                pod.subject(),
                Severity.NORMAL,
                "PodSession",
                "%s: %s".formatted(pod.name(), what),
                found.owner().name()));
    }
}
