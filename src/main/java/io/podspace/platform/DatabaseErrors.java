package io.podspace.platform;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the database's answers in a chain of exceptions. The numbers are MariaDB's. */
final class DatabaseErrors {
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT = 1205;
    private static final Set<Integer> GIVEN_UP = Set.of(DEADLOCK, LOCK_WAIT);
    private static final int DUPLICATE = 1062;
    private static final int LONGEST_CHAIN = 20;

    private DatabaseErrors() {}

    /** Whether the database gave the transaction up for the sake of another one, so that the same work may succeed now. */
    static boolean mayRetry(Throwable error) {
        return any(error, cause -> cause instanceof SQLException sql && GIVEN_UP.contains(sql.getErrorCode()));
    }

    /** @return the error itself when it is no answer of the database, else one whose text is for the user */
    static RuntimeException translate(RuntimeException error) {
        if (any(error, PodSpaceException.class::isInstance)) {
            return podSpace(error);
        }
        if (any(error, OptimisticLockException.class::isInstance)) {
            return new PodSpaceException(
                    ErrorCode.CONFLICT,
                    "Somebody else changed this in the meantime. Look at it again, then repeat.",
                    error);
        }
        if (any(error, cause -> cause instanceof SQLException sql && sql.getErrorCode() == DUPLICATE)) {
            return new PodSpaceException(
                    ErrorCode.ALREADY_EXISTS, "That name is already taken. Choose another one.", error);
        }
        if (mayRetry(error)) {
            return new PodSpaceException(
                    ErrorCode.CONFLICT, "Too many changes at the same time. Nothing was changed; try again.", error);
        }
        if (any(error, DatabaseErrors::unreachable)) {
            return new PodSpaceException(
                    ErrorCode.DATABASE,
                    "The database does not answer, so nothing was changed. Applications keep running; try again later.",
                    error);
        }
        return error;
    }

    private static boolean unreachable(Throwable cause) {
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLException sql
                        && (sql.getSQLState() == null || sql.getSQLState().startsWith("08"));
    }

    private static PodSpaceException podSpace(Throwable error) {
        Throwable cause = error;
        while (!(cause instanceof PodSpaceException)) {
            cause = cause.getCause();
        }
        return (PodSpaceException) cause;
    }

    private static boolean any(Throwable error, Predicate<Throwable> test) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++, cause = cause.getCause()) {
            if (test.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
