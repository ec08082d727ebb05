package io.podspace.host;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hosts whose disks had no space left for what they were to store. Memory only: whoever acts finds out anew. Such a host is
 * spared for a while, as Kubernetes does under disk pressure, and then tried again: nothing else tells that there is space.
 */
final class FullDisks {
    static final Duration SPARED = Duration.ofSeconds(60);
    /** Nobody has tried for so long, so nothing is known any more. */
    static final Duration KNOWN = Duration.ofMinutes(5);

    private final Map<Long, Refusals> byHost = new ConcurrentHashMap<>();

    private record Refusals(Instant first, Instant last) {}

    /** The host refused to store something. */
    void refused(long host, Instant at) {
        Instant first = since(host, at).orElse(at).truncatedTo(ChronoUnit.MICROS); // as a row keeps it
        byHost.put(host, new Refusals(first, at));
    }

    /** The host stored something. */
    void stored(long host) {
        byHost.remove(host);
    }

    /** Whether nothing new shall go there now. */
    boolean spared(long host, Instant now) {
        Refusals refusals = byHost.get(host);
        return refusals != null && refusals.last.plus(SPARED).isAfter(now);
    }

    /** Since when it has refused each time, as far as is known. */
    Optional<Instant> since(long host, Instant now) {
        return Optional.ofNullable(byHost.get(host))
                .filter(refusals -> refusals.last.plus(KNOWN).isAfter(now))
                .map(Refusals::first);
    }
}
