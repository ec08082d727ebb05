package io.podspace.pod;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which sessions are open, so many an account at most. */
final class OpenSessions {
    private final int most;
    private final Map<Long, Set<PodSession>> sessions = new HashMap<>();

    OpenSessions(int most) {
        this.most = most;
    }

    /** @throws PodSpaceException TOO_MANY_REQUESTS */
    synchronized PodSession add(long account, PodSession session) {
        Set<PodSession> own = sessions.computeIfAbsent(account, id -> new LinkedHashSet<>());
        if (own.size() >= most) {
            throw new PodSpaceException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "You have %d sessions with pods open, which is the most. End one. Wait 5 seconds, then try again."
                            .formatted(most));
        }
        own.add(session);
        session.onClose(() -> remove(account, session));
        return session;
    }

    private synchronized void remove(long account, PodSession session) {
        sessions.computeIfPresent(account, (id, own) -> {
            own.remove(session);
            return own.isEmpty() ? null : own;
        });
    }

    private synchronized List<PodSession> all() {
        return sessions.values().stream().flatMap(Set::stream).toList();
    }

    void closeAll() {
        all().forEach(PodSession::close);
    }
}
