package io.podspace.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was seen on a host. A silent host is unknown, never empty. */
public sealed interface Observation {

    /** The host answered: these, and only these, of our containers are there. */
    record Seen(List<ObservedContainer> containers, Instant at) implements Observation {
        public Seen {
            containers = List.copyOf(containers);
        }
    }

    /**
     * The host has not answered since then; nothing may be concluded.
     *
     * @param otherEngine id of an engine that answers there and is not the known one
     */
    record Unreachable(Instant since, String why, Optional<String> otherEngine) implements Observation {
        /** Nobody answers. */
        public Unreachable(Instant since, String why) {
            this(since, why, Optional.empty());
        }
    }
}
