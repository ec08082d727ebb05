package io.podspace.api;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers the handler that the server made of this application, with all its filters and servlets, so that {@link
 * TlsListener} can send requests to it too.
 */
public final class RootHandler implements ServletExtension {
    private static final String ATTRIBUTE = RootHandler.class.getName();

    private final AtomicReference<HttpHandler> handler = new AtomicReference<>();

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(next -> {
            handler.set(next);
            return next;
        });
        context.setAttribute(ATTRIBUTE, this);
    }

    /** @throws IllegalStateException when the server did not load this extension */
    static RootHandler of(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof RootHandler found) {
            return found;
        }
        throw new IllegalStateException("META-INF/services does not name " + ATTRIBUTE);
    }

    void handle(HttpServerExchange exchange) throws Exception {
        HttpHandler application = handler.get();
        if (application == null) {
            exchange.setStatusCode(503).endExchange();
        } else {
            application.handleRequest(exchange);
        }
    }
}
