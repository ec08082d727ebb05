package io.podspace.console;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/**
 * Where a page listens for hints that its project changed. It says nothing about the change: the page asks for itself,
 * with its user's rights. {@link LiveFilter} has asked for the permission.
 */
@ServerEndpoint("/live/{project}")
public class LiveEndpoint {
    @Inject
    LiveHub hub;

    @OnOpen
    public void open(Session session, @PathParam("project") long project) {
        session.setMaxTextMessageBufferSize(64);
        hub.join(project, session);
    }

    @OnClose
    public void close(Session session, @PathParam("project") long project) {
        hub.leave(project, session);
    }

    /** A connection that broke needs nothing: its page comes back, and asks every ten seconds in between. */
    @OnError
    public void error(Session session, Throwable broken, @PathParam("project") long project) {
        hub.leave(project, session);
    }
}
