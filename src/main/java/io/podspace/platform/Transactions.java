package io.podspace.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Short transactions around work on rows. A transaction that the database gave up (deadlock, lock wait) is run again as
 * a whole, with a fresh persistence context, so the work must do nothing but read and write rows: no engine, no proxy, no
 * file. Called within a transaction, the work becomes part of it and the outermost caller retries.
 */
@ApplicationScoped
public class Transactions {
    private static final int ATTEMPTS = 6;
    private static final long FIRST_PAUSE_NANOS = 2_000_000;

    @Resource
    UserTransaction transaction;

    /**
     * Runs the work and commits it.
     *
     * @return what the work returned; entities in it are detached
     * @throws PodSpaceException of the work, after a rollback; or what {@link DatabaseErrors} makes of the database's answer
     */
    public <T> T write(Supplier<T> work) {
        if (active()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, true);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !DatabaseErrors.mayRetry(e)) {
                    throw DatabaseErrors.translate(e);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(FIRST_PAUSE_NANOS << attempt));
            }
        }
    }

    /** As {@link #write(Supplier)} for work without a result. */
    public void write(Runnable work) {
        write(() -> {
            work.run();
            return null;
        });
    }

    /** Runs the work on one view of the rows and keeps nothing that it changed. Within a transaction it joins that one. */
    public <T> T read(Supplier<T> work) {
        try {
            return active() ? work.get() : once(work, false);
        } catch (RuntimeException e) {
            throw DatabaseErrors.translate(e);
        }
    }

    /** Whether the calling thread is in a transaction: whoever talks to an engine or a proxy must not be. */
    public boolean active() {
        try {
            return transaction.getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException e) {
            throw new IllegalStateException("the transaction service does not answer", e);
        }
    }

    private <T> T once(Supplier<T> work, boolean keep) {
        boolean done = false;
        try {
            transaction.begin();
            T result = work.get();
            if (keep) {
                done = true;
                transaction.commit();
            }
            return result;
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException e) {
            throw new IllegalStateException("the transaction was not committed", e);
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException("the transaction service does not answer", e);
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    private void rollback() {
        try {
            if (active()) {
                transaction.rollback();
            }
        } catch (SystemException e) {
            throw new IllegalStateException("the transaction service does not answer", e);
        }
    }
}
