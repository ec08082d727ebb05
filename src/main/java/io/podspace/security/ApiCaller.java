package io.podspace.security;

import io.podspace.platform.PodSpaceException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What the gate found out about a request of the API. */
public final class ApiCaller {
    private ApiCaller() {}

    /** Why the token was not even looked at: too many wrong ones came from there. */
    public static Optional<PodSpaceException> refused(HttpServletRequest request) {
        return Optional.ofNullable((PodSpaceException) request.getAttribute(ApiGate.FAULT));
    }

    /** The token by which somebody acts, for streams that outlive the request; empty for nobody. */
    public static Optional<Bearer> bearer(HttpServletRequest request) {
        return Optional.ofNullable((Bearer) request.getAttribute(ApiGate.BEARER));
    }
}
