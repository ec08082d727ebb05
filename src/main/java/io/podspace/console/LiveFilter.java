package io.podspace.console;

import io.podspace.platform.PodSpaceException;
import io.podspace.security.CurrentUser;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for the permission before a WebSocket to {@code /live/<project id>} is made, and gives the connection its
 * principal. 0 stands for the platform, which is for administrators.
 */
public class LiveFilter extends HttpFilter {
    private static final Pattern PATH = Pattern.compile("/live/([0-9]{1,18})");

    @Inject
    CurrentUser user;

    @Inject
    Permissions permissions;

    /** Who listens. */
    record Listener(long account, String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Matcher path = PATH.matcher(
                request.getRequestURI().substring(request.getContextPath().length()));
        if (!path.matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            require(Long.parseLong(path.group(1)));
        } catch (PodSpaceException e) {
            response.sendError(ErrorStatus.of(e.code()));
            return;
        }
        Listener listener = new Listener(user.id(), user.name());
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return listener;
                    }
                },
                response);
    }

    private void require(long project) {
        if (project == 0) {
            permissions.requireAdministrator();
        } else {
            permissions.require(project, Permission.VIEW);
        }
    }
}
