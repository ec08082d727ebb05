package io.podspace.host;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One {@link HostWatch} for each host. Safe for use by several threads; reading it calls no engine. */
public final class HostWatches implements AutoCloseable {
    private final ContainerDriver driver;
    private final Clock clock;
    private final HostListener listener;
    private final Map<Long, HostWatch> watches = new HashMap<>();
    private final Map<Long, HostView> hosts = new HashMap<>();
    private final FullDisks disks = new FullDisks();

    public HostWatches(ContainerDriver driver, Clock clock, HostListener listener) {
        this.driver = driver;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Watches these hosts and no others. One that is reached differently now gets a new watch.
     *
     * @param follow false: nothing happens by itself, only {@link #refresh} lists
     */
    public synchronized void set(List<HostView> wanted, boolean follow) {
        hosts.clear();
        wanted.stream().filter(host -> host.state() != HostState.LOST).forEach(host -> hosts.put(host.id(), host));
        watches.values().removeIf(watch -> {
            HostView host = hosts.get(watch.host().id());
            boolean gone = host == null || !host.ref().equals(watch.host());
            if (gone) {
                watch.close();
            }
            return gone;
        });
        for (HostView host : hosts.values()) {
            if (!watches.containsKey(host.id())) {
                HostWatch watch = new HostWatch(host.ref(), driver, clock, listener);
                watches.put(host.id(), watch);
                if (follow) {
                    watch.start();
                }
            }
        }
    }

    /** All hosts that are watched, by row id. */
    public synchronized Map<Long, HostView> hosts() {
        return Map.copyOf(hosts);
    }

    /** Row ids of the hosts whose disks are full, where nothing new shall go for now. */
    public synchronized Set<Long> full() {
        Instant now = clock.instant();
        return hosts.keySet().stream().filter(id -> disks.spared(id, now)).collect(Collectors.toSet());
    }

    /** A host had no disk space for what it was to store. */
    public void hadNoSpace(long host) {
        disks.refused(host, clock.instant());
    }

    /** A host has stored something, so there is space. */
    public void stored(long host) {
        disks.stored(host);
    }

    /** Since when a host has had no space each time that it was to store something; empty: it has, or nobody knows. */
    Optional<Instant> fullSince(long host) {
        return disks.since(host, clock.instant());
    }

    /** The newest sight of each host. */
    public synchronized Map<Long, Sight> sights() {
        Map<Long, Sight> sights = new HashMap<>();
        watches.forEach((id, watch) -> sights.put(id, watch.sight()));
        return sights;
    }

    /** See {@link HostWatch#listings}; 0 for a host that is not watched. */
    public synchronized long listings(long host) {
        HostWatch watch = watches.get(host);
        return watch == null ? 0 : watch.listings();
    }

    /** Asks for a fresh listing soon. */
    public synchronized void wake(long host) {
        HostWatch watch = watches.get(host);
        if (watch != null) {
            watch.wake();
        }
    }

    /** See {@link HostWatch#look}; nothing for a host that is not watched. */
    public void look(long host, String container) {
        Optional<HostWatch> watch;
        synchronized (this) {
            watch = Optional.ofNullable(watches.get(host));
        }
        watch.ifPresent(each -> each.look(container));
    }

    /** Lists all hosts now, on the calling thread. */
    public void refresh() {
        List<HostWatch> all;
        synchronized (this) {
            all = List.copyOf(watches.values());
        }
        all.forEach(HostWatch::refresh);
    }

    @Override
    public synchronized void close() {
        watches.values().forEach(HostWatch::close);
        watches.clear();
    }
}
