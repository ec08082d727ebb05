package io.podspace.console;

import io.podspace.host.HostState;
import io.podspace.host.HostView;
import io.podspace.host.Hosts;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** The hosts of the platform, for administrators. */
@Named
@RequestScoped
public class HostsPage {
    @Inject
    Hosts hosts;

    @Inject
    Settings settings;

    private List<HostView> all;
    private Map<Long, Integer> counts;

    @PostConstruct
    void load() {
        all = hosts.list();
        counts = hosts.podCounts();
    }

    /** How many pods it has. */
    public int pods(HostView host) {
        return counts.getOrDefault(host.id(), 0);
    }

    /** What is to be told of its state; empty: nothing. */
    public String note(HostView host) {
        int pods = pods(host);
        return switch (host.state()) {
            case READY ->
                host.fullSince().isEmpty()
                        ? ""
                        : "Its disk has no space left: new pods go to other hosts, or wait. Make room there, for example with 'docker image prune'; it is tried again each minute.";
            case LOST -> "";
            case CORDONED -> pods == 0 ? "Empty: it may be removed." : "";
            case DRAINING ->
                "%s left; one that cannot move says why.".formatted(pods == 1 ? "1 pod is" : pods + " pods are");
        };
    }

    public boolean drainable(HostView host) {
        return host.state() == HostState.READY || host.state() == HostState.CORDONED && pods(host) > 0;
    }

    /** What draining it would do, to be confirmed. */
    public String drainText(HostView host) {
        int pods = pods(host);
        return pods == 0
                ? "Host '%s' has no pods. It takes no new ones, and may be removed.".formatted(host.name())
                : "%s moved from host '%s', within the bounds of their deployments: another starts elsewhere, then the old one is drained and stopped. Those without room elsewhere stay."
                        .formatted(pods == 1 ? "1 pod is" : pods + " pods are", host.name());
    }

    /** Moves the pods of the host that the request names elsewhere. */
    public void drain() {
        long id = NumberText.parse("host", Pages.parameter("host"), 1, Integer.MAX_VALUE);
        String name = named(id);
        hosts.drain(id);
        load();
        Pages.say(name + " is being drained.");
    }

    public List<HostView> getAll() {
        return all;
    }

    public Look look(HostView host) {
        if (host.otherEngine().isPresent()) {
            return new Look("is-error", "pi-exclamation-triangle", "Another engine");
        }
        if (host.silentSince().isPresent()) {
            return new Look("is-unknown", "pi-question-circle", "Unknown");
        }
        return switch (host.state()) {
            case READY ->
                host.fullSince().isPresent()
                        ? new Look("is-warning", "pi-exclamation-triangle", "Disk full")
                        : new Look("is-running", "pi-check-circle", "Ready");
            case CORDONED -> new Look("is-warning", "pi-ban", "Cordoned");
            case DRAINING -> new Look("is-stopping", "pi-sync", "Draining");
            case LOST -> new Look("is-error", "pi-times-circle", "Lost");
        };
    }

    /** What placement may give away there. */
    public String capacity(HostView host) {
        return "%s CPU, %s, %d pods"
                .formatted(
                        Sizes.cpu(host.capacity().cpuMillis()),
                        Sizes.bytes(host.capacity().memoryBytes()),
                        host.capacity().pods());
    }

    /** Several hosts whose services cannot reach across. */
    public boolean isBridged() {
        return all.size() > 1 && settings.network().driver().equals("bridge");
    }

    public boolean cordonable(HostView host) {
        return host.state() == HostState.READY;
    }

    public boolean uncordonable(HostView host) {
        return host.state() == HostState.CORDONED || host.state() == HostState.DRAINING;
    }

    /** Takes the host that the request names out of placement, or in again. */
    public void cordon() {
        long id = NumberText.parse("host", Pages.parameter("host"), 1, Integer.MAX_VALUE);
        boolean cordoned = Boolean.parseBoolean(Pages.parameter("cordon"));
        String name = named(id);
        hosts.cordon(id, cordoned);
        load();
        Pages.say(name + (cordoned ? " takes no new pods." : " takes new pods again."));
    }

    private String named(long id) {
        return all.stream()
                .filter(host -> host.id() == id)
                .map(HostView::name)
                .findFirst()
                .orElseThrow(() -> PodSpaceException.invalid("host", "This host is not there any more."));
    }
}
