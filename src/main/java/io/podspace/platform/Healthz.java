package io.podspace.platform;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells load balancers, the launcher and clients of the API whether this node can serve: 200 while the database answers,
 * else 503. Whoever lives and cannot serve would be ended for nothing, so {@code /livez} asks no database. No sign-in.
 */
@WebServlet({"/healthz", "/livez", "/readyz"})
public final class Healthz extends HttpServlet {
    private static final int ANSWER_SECONDS = 2;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean healthy = request.getServletPath().equals("/livez") || databaseAnswers();
        response.setStatus(healthy ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().print(healthy ? "ok" : "database does not answer");
    }

    private static boolean databaseAnswers() {
        try (Connection connection = DataSources.podspace().getConnection()) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException | PodSpaceException e) {
            return false;
        }
    }
}
