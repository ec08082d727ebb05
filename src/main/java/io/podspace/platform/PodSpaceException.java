package io.podspace.platform;

import java.util.Optional;

/**
 * The one exception of the house. Its message is written for the user: what happened, why, and what to do next.
 * It marks a transaction for rollback, since it is unchecked.
 */
public final class PodSpaceException extends RuntimeException {
    private final ErrorCode code;
    private final String field;

    /**
     * @param code category, never null
     * @param message text for the user, never null
     */
    public PodSpaceException(ErrorCode code, String message) {
        this(code, null, message, null);
    }

    /** @param cause what lower layers said, for the log; may be null */
    public PodSpaceException(ErrorCode code, String message, Throwable cause) {
        this(code, null, message, cause);
    }

    private PodSpaceException(ErrorCode code, String field, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.field = field;
    }

    /** An {@link ErrorCode#INVALID} input of one field, so that the console can show the text beside it. */
    public static PodSpaceException invalid(String field, String message) {
        return new PodSpaceException(ErrorCode.INVALID, field, message, null);
    }

    /** As {@link #invalid} for another category, e.g. a name that is already taken. */
    public static PodSpaceException at(String field, ErrorCode code, String message) {
        return new PodSpaceException(code, field, message, null);
    }

    /** Never null. */
    public ErrorCode code() {
        return code;
    }

    /** The input field that the text belongs to, by the property name of the command record. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
