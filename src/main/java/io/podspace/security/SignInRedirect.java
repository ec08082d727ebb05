package io.podspace.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Sends somebody who is not signed in to the sign-in page, in the way that the kind of request understands. */
final class SignInRedirect {
    private SignInRedirect() {}

    static void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.setContentType("text/xml");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getWriter()
                    .print("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                            + location(request, "?expired=true").replace("&", "&amp;")
                            + "\"/></partial-response>");
        } else if ("GET".equals(request.getMethod()) && !Gate.opensWebSocket(request)) {
            response.sendRedirect(location(request, ""));
        } else {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "Sign in first.");
        }
    }

    /** The sign-in page, which leads back to where the request came from. */
    private static String location(HttpServletRequest request, String why) {
        String query = request.getQueryString();
        String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        return ReturnPath.of(wanted)
                .filter(path -> !path.equals("/"))
                .map(path -> "/signin" + why + (why.isEmpty() ? "?" : "&") + "to="
                        + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .orElse("/signin" + why);
    }
}
