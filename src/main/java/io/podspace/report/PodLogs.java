package io.podspace.report;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostRef;
import io.podspace.host.HostView;
import io.podspace.host.LiveHosts;
import io.podspace.host.LogWish;
import io.podspace.host.Names;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The boundary of what pods write to standard output and error. Members. */
@ApplicationScoped
public class PodLogs {
    @Inject
    PodReports pods;

    @Inject
    LiveHosts hosts;

    @Inject
    ContainerDriver driver;

    @Inject
    Settings settings;

    /** The log of one pod, opened for somebody who may read it. */
    public interface Log {
        /**
         * Hands on what is wanted, and returns at the end. Outside of transactions.
         *
         * @param out gets pieces as they were written; what it throws ends it
         * @param goOn asked about every second; false ends it
         */
        void copy(LogWish wish, Consumer<byte[]> out, BooleanSupplier goOn);
    }

    /** @throws PodSpaceException NOT_FOUND; CONFLICT when the pod has no container yet */
    public Log open(String podUid) {
        PodView pod = pods.view(podUid);
        if (pod.containerId().isEmpty() || pod.host().isEmpty()) {
            throw new PodSpaceException(
                    ErrorCode.CONFLICT,
                    "The pod '%s' has not been started, so it has written nothing. %s"
                            .formatted(pod.name(), pod.message().orElse("Wait for it.")));
        }
        HostRef host = hosts.list().stream()
                .filter(each -> each.name().equals(pod.host().get()))
                .findFirst()
                .map(HostView::ref)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.HOST_UNREACHABLE, "The host of '%s' is not known any more.".formatted(pod.name())));
        String container = Names.pod(settings.cluster(), pod.id());
        return (wish, out, goOn) -> driver.logs(host, container, wish, out, goOn);
    }
}
