package io.podspace.placement;

import io.podspace.host.HostState;
import java.util.Optional;

/** A reason to leave a host out. In the order in which they are asked: the first one is the one that people read. */
enum Filter {
    SILENT("does not answer", "do not answer") {
        @Override
        boolean leavesOut(Candidate host, Request request) {
            return !host.reachable();
        }
    },
    CORDONED("is cordoned", "are cordoned") {
        @Override
        boolean leavesOut(Candidate host, Request request) {
            return host.state() == HostState.CORDONED;
        }
    },
    DRAINING("is being drained", "are being drained") {
        @Override
        boolean leavesOut(Candidate host, Request request) {
            return host.state() == HostState.DRAINING;
        }
    },
    LOST("is lost", "are lost") {
        @Override
        boolean leavesOut(Candidate host, Request request) {
            return host.state() == HostState.LOST;
        }
    },
    DISK("has no disk space left", "have no disk space left") {
        @Override
        boolean leavesOut(Candidate host, Request request) {
            return host.full();
        }
    },
    MEMORY("has no memory left", "have no memory left") {
        @Override
        boolean leavesOut(Candidate host, Request request) {
            return host.usage().memoryBytes() + request.memoryBytes()
                    > host.capacity().memoryBytes();
        }
    },
    CPU("has no CPU left", "have no CPU left") {
        @Override
        boolean leavesOut(Candidate host, Request request) {
            return host.usage().cpuMillis() + request.cpuMillis()
                    > host.capacity().cpuMillis();
        }
    },
    PODS("has no place for another pod", "have no place for another pod") {
        @Override
        boolean leavesOut(Candidate host, Request request) {
            return host.usage().pods() >= host.capacity().pods();
        }
    };

    private final String one;
    private final String several;

    Filter(String one, String several) {
        this.one = one;
        this.several = several;
    }

    abstract boolean leavesOut(Candidate host, Request request);

    /** The words for so many hosts, e.g. "2 are cordoned". */
    String explain(long hosts) {
        return hosts + " " + (hosts == 1 ? one : several);
    }

    /** The first filter that leaves the host out. */
    static Optional<Filter> against(Candidate host, Request request) {
        for (Filter filter : values()) {
            if (filter.leavesOut(host, request)) {
                return Optional.of(filter);
            }
        }
        return Optional.empty();
    }
}
