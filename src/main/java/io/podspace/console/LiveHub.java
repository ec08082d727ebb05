package io.podspace.console;

import io.podspace.platform.Changed;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells the pages of a project on this node that something in it changed, at most once in {@value #MERGE_MILLIS} ms. A hint
 * only: pages of other nodes, and those that missed one, ask every ten seconds.
 */
@ApplicationScoped
public class LiveHub {
    private static final int MERGE_MILLIS = 60;
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Permissions permissions;

    private final Map<Long, Map<Session, Long>> listeners = new ConcurrentHashMap<>();
    private final Set<Long> told = ConcurrentHashMap.newKeySet();

    void join(long project, Session session) {
        listeners.computeIfAbsent(project, p -> new ConcurrentHashMap<>()).put(session, System.nanoTime());
    }

    void leave(long project, Session session) {
        listeners.computeIfPresent(project, (p, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed changed) {
        if (changed.topic() == Changed.Topic.HOST) {
            listeners.keySet().forEach(this::hint);
        } else {
            hint(changed.project());
        }
    }

    private void hint(long project) {
        if (listeners.containsKey(project) && told.add(project)) {
            scheduler.schedule(() -> tell(project), MERGE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tell(long project) {
        told.remove(project);
        listeners.getOrDefault(project, Map.of()).forEach((session, asked) -> {
            if (System.nanoTime() - asked > TRUSTED_NANOS && !mayStay(project, session)) {
                close(session);
            } else if (session.isOpen()) {
                session.getAsyncRemote().sendText("changed");
            }
        });
    }

    /** Asked again now and then, so that a member who was removed hears no more. */
    private boolean mayStay(long project, Session session) {
        boolean may = session.getUserPrincipal() instanceof LiveFilter.Listener listener
                && (project == 0 || permissions.allowed(listener.account(), project, Permission.VIEW));
        listeners.getOrDefault(project, Map.of()).computeIfPresent(session, (s, asked) -> System.nanoTime());
        return may;
    }

    private static void close(Session session) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "no longer a member"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
