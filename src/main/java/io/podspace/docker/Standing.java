package io.podspace.docker;

import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Whether an engine answers, by its last listing, and whether it is the one that is known. A call to one that hangs holds
 * its caller for the whole time-out, and with it whatever waits for the caller, on other hosts too; what another engine
 * says of its containers tells nothing of ours. So after a listing without an answer of ours every other call fails at
 * once, until a listing is answered: listings go on all the time. Safe for use by several threads.
 */
final class Standing {
    private final HostRef host;
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicLong doubts = new AtomicLong();
    /** How many doubts there had been when its id was last asked for and was right. */
    private volatile long verified = -1;

    private volatile PodSpaceException silence;
    private volatile String other;

    /** @param host with the id of its engine, or with an empty one: then whoever answers is believed */
    Standing(HostRef host) {
        this.host = host;
    }

    /** @throws PodSpaceException HOST_UNREACHABLE with what the last listing said, if it had no answer */
    void mustAnswer() {
        PodSpaceException last = silence;
        if (last != null) {
            throw new PodSpaceException(last.code(), last.getMessage(), last);
        }
    }

    /**
     * Before each call that reaches the engine.
     *
     * @param id asks the engine for its id; done once after each doubt
     * @throws PodSpaceException HOST_UNREACHABLE when it is another engine
     */
    void verify(Supplier<String> id) {
        if (host.engine().isEmpty() || verified == doubts.get()) {
            return;
        }
        asking.lock();
        try {
            long before = doubts.get();
            if (verified == before) {
                return;
            }
            String found = id.get();
            if (!found.equals(host.engine())) {
                other = found;
                silence = EngineErrors.other(host, found);
                throw silence;
            }
            verified = before;
        } finally {
            asking.unlock();
        }
    }

    /** It may be another engine by now. */
    void doubt() {
        doubts.incrementAndGet();
    }

    /** A listing was answered. */
    void answered() {
        silence = null;
        other = null;
    }

    /** A listing failed. That the engine refused it is an answer too. */
    void failed(PodSpaceException error) {
        silence = error.code() == ErrorCode.HOST_UNREACHABLE ? error : null;
    }

    /** A listing begins, which may find another engine, or none. */
    void listing() {
        other = null;
    }

    /** The id of the engine that answers instead of the known one, by the last listing. */
    Optional<String> other() {
        return Optional.ofNullable(other);
    }
}
