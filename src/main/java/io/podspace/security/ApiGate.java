package io.podspace.security;

import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * The gate of the HTTP API: whoever brings a valid token acts as its owner, everybody else as nobody. Cookies mean nothing
 * here, so no other site can make a browser act. The API answers all errors itself, in the form that its clients read.
 */
@ApplicationScoped
class ApiGate {
    /** Request attribute: what was wrong with the token. */
    static final String FAULT = "podspace.token.fault";

    /** Request attribute: the {@link Bearer}. */
    static final String BEARER = "podspace.bearer";

    private static final Set<String> ROOTS = Set.of("/api", "/apis", "/metrics", "/openapi", "/version");

    @Inject
    Bearers bearers;

    @Inject
    CurrentUser user;

    /** @param path as the container matched it */
    static boolean guards(String path) {
        return ROOTS.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        user.become(Optional.empty());
        Optional<String> token = TokenText.ofHeader(request.getHeader("Authorization"));
        if (token.isPresent()) {
            try {
                bearers.find(token.get(), request.getRemoteAddr()).ifPresent(bearer -> {
                    user.becomeBearer(bearer);
                    request.setAttribute(BEARER, bearer);
                });
            } catch (PodSpaceException e) {
                request.setAttribute(FAULT, e);
            }
        }
        chain.doFilter(request, response);
    }
}
