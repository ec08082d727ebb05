package io.podspace.host;

import io.podspace.platform.Changed;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Runs the watches of the hosts that have rows, and writes into the rows what pages show of them: capacity, silence, full
 * disks, about when a host was last seen. Watching is for every node, writing for the one that acts.
 */
@ApplicationScoped
public class HostKeeper {
    private static final Logger LOG = System.getLogger(HostKeeper.class.getName());
    private static final Duration SEEN_PERIOD = Duration.ofSeconds(60);

    @Inject
    HostRows hosts;

    @Inject
    ContainerDriver driver;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private final Map<Long, Instant> noted = new ConcurrentHashMap<>();
    private volatile HostWatches watches;

    /** Registers the first host and begins to watch. */
    public HostWatches start(HostListener listener) {
        watches = new HostWatches(driver, clock, listener);
        hosts.registerFirst(settings);
        watches.set(hosts.list(), true);
        return watches;
    }

    /** Ends all watches. */
    public void stop() {
        if (watches != null) {
            watches.close();
        }
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed change) {
        if (change.topic() == Changed.Topic.HOST && watches != null) {
            Thread.ofVirtual().name("hosts").start(this::reload);
        }
    }

    /** Row ids of the deployments that have containers anywhere, whether they have rows or not. */
    public Set<Long> deploymentsSeen() {
        return watches == null
                ? Set.of()
                : watches.sights().values().stream()
                        .flatMap(sight -> sight.deployments().stream())
                        .collect(Collectors.toSet());
    }

    /**
     * What runs or has ended on the hosts that answer, by host.
     *
     * @param kind value of {@link Labels#KIND}
     */
    public Map<HostRef, List<ObservedContainer>> seen(String kind) {
        Map<HostRef, List<ObservedContainer>> seen = new HashMap<>();
        if (watches != null) {
            watches.sights().values().forEach(sight -> {
                if (sight.now() instanceof Observation.Seen answered) {
                    seen.put(
                            sight.host(),
                            answered.containers().stream()
                                    .filter(container ->
                                            kind.equals(container.labels().get(Labels.KIND)))
                                    .toList());
                }
            });
        }
        return seen;
    }

    /** Writes what the watches see. Called now and then on the node that acts; it asks an engine only after a silence. */
    public void keep() {
        if (watches == null) {
            return;
        }
        hosts.finishDrains();
        reload();
        Map<Long, HostView> rows = watches.hosts();
        for (Sight sight : watches.sights().values()) {
            HostView row = rows.get(sight.host().id());
            if (row == null || sight.number() == 0) {
                continue;
            }
            Optional<Instant> fullSince = watches.fullSince(row.id());
            if (!row.fullSince().equals(fullSince)) {
                hosts.full(row.id(), fullSince);
            }
            if (sight.now() instanceof Observation.Unreachable silent) {
                noted.remove(row.id());
                hosts.silent(row.id(), silent.since(), silent.why(), silent.otherEngine());
            } else if (row.silentSince().isPresent() || stale(row.id())) {
                answered(sight.host());
            }
        }
    }

    private void reload() {
        watches.set(hosts.list(), true);
    }

    private boolean stale(long host) {
        Instant last = noted.get(host);
        return last == null || last.plus(SEEN_PERIOD).isBefore(clock.instant());
    }

    private void answered(HostRef host) {
        try {
            hosts.answered(host.id(), driver.facts(host));
            noted.put(host.id(), clock.instant());
        } catch (PodSpaceException e) {
            LOG.log(Level.INFO, "Host " + host.name() + " did not tell its facts; it is asked again.", e);
        }
    }
}
