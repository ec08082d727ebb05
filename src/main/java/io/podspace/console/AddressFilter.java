package io.podspace.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Serves the clean addresses: forwards to the page's view with the path's parts as request parameters. It runs after
 * the filter that asks who is there. Views themselves lie under {@code WEB-INF} and cannot be asked for.
 */
public class AddressFilter extends HttpFilter {
    /** Request attribute: the address as the browser knows it; forms post to it. */
    static final String ADDRESS = "podspace.address";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        if (path.isEmpty() || path.equals("/")) {
            response.sendRedirect(request.getContextPath() + "/projects");
            return;
        }
        Optional<Addresses.Page> page = Addresses.match(path);
        if (page.isPresent()) {
            request.setAttribute(ADDRESS, address(request));
            request.getRequestDispatcher(view(page.get())).forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static String view(Addresses.Page page) {
        String parameters = page.parameters().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
        return "/WEB-INF/pages/" + page.view() + ".xhtml" + (parameters.isEmpty() ? "" : "?" + parameters);
    }
}
