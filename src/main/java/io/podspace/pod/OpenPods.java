package io.podspace.pod;

import io.podspace.activity.Activities;
import io.podspace.activity.Severity;
import io.podspace.activity.Subject;
import io.podspace.host.HostRef;
import io.podspace.host.HostView;
import io.podspace.host.LiveHosts;
import io.podspace.host.Names;
import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.security.Identity;
import io.podspace.security.SystemWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What sessions of all kinds with pods need: where the container is, and a note of what was done. Asks no permission. */
@ApplicationScoped
class OpenPods {
    @Inject
    LiveHosts hosts;

    @Inject
    Activities activities;

    @Inject
    SystemWork system;

    @Inject
    Settings settings;

    /** @param container its name */
    record At(HostRef host, String container) {}

    /** @throws PodSpaceException CONFLICT when the pod has no running container */
    At at(PodPlace pod) {
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
        return new At(host, Names.pod(settings.cluster(), pod.id()));
    }

    /** Sessions outlive the request, so the note is written in the platform's name about its owner. */
    void note(PodPlace pod, Identity owner, String what) {
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
