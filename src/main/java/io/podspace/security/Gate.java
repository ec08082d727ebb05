package io.podspace.security;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.apache.shiro.subject.ExecutionException;
import org.apache.shiro.subject.Subject;
import org.apache.shiro.web.mgt.DefaultWebSecurityManager;
import org.apache.shiro.web.subject.WebSubject;

/**
 * Every request passes here, with Shiro's subject of its session bound to the thread. Refuses what changes state or opens
 * a WebSocket from another site, and sends whoever is not signed in to the sign-in page, unless the page is one of
 * {@link OpenPaths}. Sessions are the container's own, so that they follow a user to another node; there is no remember-me.
 */
public final class Gate extends HttpFilter {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    @Inject
    AccountTable table;

    @Inject
    Transactions transactions;

    @Inject
    Passwords passwords;

    @Inject
    CurrentUser user;

    @Inject
    ApiGate api;

    private transient DefaultWebSecurityManager shiro;

    @Override
    public void init(FilterConfig config) {
        shiro = new DefaultWebSecurityManager(new AccountRealm(table, transactions, passwords));
        shiro.setRememberMeManager(null);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityHeaders.add(request, response);
        if (ApiGate.guards(path(request))) {
            api.admit(request, response, chain);
            return;
        }
        if (fromElsewhere(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "This came from another site.");
            return;
        }
        Subject subject = new WebSubject.Builder(shiro, request, response).buildWebSubject();
        try {
            subject.execute(() -> {
                admit(request, response, chain);
                return null;
            });
        } catch (ExecutionException e) {
            if (databaseIsAway(e.getCause()) && !response.isCommitted()) {
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The database does not answer.");
                return;
            }
            rethrow(e);
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OpenPaths.contains(path(request)) || user.signedIn()) {
            chain.doFilter(request, response);
        } else {
            SignInRedirect.send(request, response);
        }
    }

    private static boolean fromElsewhere(HttpServletRequest request) {
        return (opensWebSocket(request) || !HARMLESS.contains(request.getMethod()))
                && !Origins.same(request.getHeader("Origin"), request.getHeader("Host"), request.isSecure());
    }

    static boolean opensWebSocket(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /** As the container matched it, and so never as the client wrote it. */
    static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    /** Nobody can be known then, so nobody is let in, and nobody is sent to sign in either. */
    private static boolean databaseIsAway(Throwable thrown) {
        return thrown instanceof PodSpaceException fault && fault.code() == ErrorCode.DATABASE;
    }

    private static void rethrow(ExecutionException e) throws IOException, ServletException {
        if (e.getCause() instanceof IOException io) {
            throw io;
        }
        if (e.getCause() instanceof ServletException servlet) {
            throw servlet;
        }
        throw e;
    }
}
