package io.podspace.console;

import io.podspace.platform.ErrorCode;

/** The HTTP status with which a page that cannot be shown answers. Pure. */
final class ErrorStatus {
    private ErrorStatus() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case INVALID, CONFLICT, ALREADY_EXISTS, IMAGE, IMAGE_DENIED -> 400;
            case NOT_FOUND -> 404;
            case UNAUTHENTICATED, FORBIDDEN -> 403;
            case EXHAUSTED, TOO_MANY_REQUESTS -> 429;
            case HOST_UNREACHABLE, HOST_FULL, ENGINE, PROXY, DATABASE -> 503;
            case INTERNAL -> 500;
        };
    }
}
