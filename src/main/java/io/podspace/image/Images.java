package io.podspace.image;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostRef;
import io.podspace.host.HostState;
import io.podspace.host.HostView;
import io.podspace.host.LiveHosts;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The boundary of images: what an image brings along, told before it is deployed. The image is pulled for it where no
 * host has it, which can last; so an inspection is started, and asked for its state until it is done or has failed.
 */
@ApplicationScoped
public class Images {
    @Inject
    Permissions permissions;

    @Inject
    ContainerDriver driver;

    @Inject
    LiveHosts hosts;

    @Inject
    RegistryLogins logins;

    @Inject
    Clock clock;

    private ExecutorService threads;
    private Inspections inspections;

    @PostConstruct
    void open() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        inspections = new Inspections(driver, threads, clock);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /**
     * Starts to inspect an image with the project's credentials. Editors.
     *
     * @return the inspection's id, known to this node for 15 minutes after its end
     * @throws PodSpaceException INVALID at {@code image}; TOO_MANY_REQUESTS; HOST_UNREACHABLE when no host answers
     */
    public String inspect(long projectId, String reference) {
        permissions.require(projectId, Permission.EDIT);
        ImageReference image = ImageReference.parse(reference);
        HostRef host = answeringHost();
        return inspections.start(projectId, image, host, logins.loginFor(projectId, image.canonical()));
    }

    /** How far it is. Editors. @throws PodSpaceException NOT_FOUND when it is forgotten: start it again */
    public Inspection state(long projectId, String id) {
        permissions.require(projectId, Permission.EDIT);
        return inspections
                .state(projectId, id)
                .orElseThrow(() ->
                        new PodSpaceException(ErrorCode.NOT_FOUND, "This look at an image is over. Start it again."));
    }

    private HostRef answeringHost() {
        return hosts.list().stream()
                .filter(host -> host.silentSince().isEmpty() && host.state() != HostState.LOST)
                .min(Comparator.comparing(HostView::state))
                .map(HostView::ref)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.HOST_UNREACHABLE,
                        "No host answers now, so the image cannot be looked at. Try again, or ask an operator."));
    }
}
